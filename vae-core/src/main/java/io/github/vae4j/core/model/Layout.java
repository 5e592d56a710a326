package io.github.vae4j.core.model;

import io.github.vae4j.api.model.Parameter;
import io.github.vae4j.api.model.Parameter.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where each parameter lies: trained ones in one state, group by group, tracked ones in another,
 * constants in a third, each beginning at a multiple of {@value #ALIGNMENT} entries; every row
 * table has a state of its own.
 */
public final class Layout {
  /** Parameters begin at multiples of this many entries, a cache line of any device. */
  public static final int ALIGNMENT = 64;

  private final Map<Parameter, Long> offsets = new LinkedHashMap<>();
  private final List<Range> groups = new ArrayList<>();
  private final List<Parameter> tables = new ArrayList<>();
  private final long trainedSize;
  private final long trackedSize;
  private final long constantSize;

  /**
   * The entries of the trained state that belong to one group.
   *
   * @param group its name
   * @param offset of its first entry
   * @param length in entries, padding included
   */
  public record Range(String group, long offset, long length) {}

  /** Lays out the parameters of a model. */
  public static Layout of(Architecture model) {
    return new Layout(model.declarations().stream().map(Architecture.Declaration::key).toList());
  }

  /** Lays out parameters in the order of their groups' first mention. */
  public Layout(List<Parameter> parameters) {
    Map<String, List<Parameter>> byGroup = new LinkedHashMap<>();
    long tracked = 0;
    long constant = 0;
    for (Parameter parameter : parameters) {
      switch (parameter.role()) {
        case TRAINED ->
            byGroup.computeIfAbsent(parameter.group(), g -> new ArrayList<>()).add(parameter);
        case TRACKED -> tracked = place(parameter, tracked);
        case CONSTANT -> constant = place(parameter, constant);
        case ROW_TABLE -> tables.add(parameter);
      }
    }
    long trained = 0;
    for (Map.Entry<String, List<Parameter>> group : byGroup.entrySet()) {
      long begin = trained;
      for (Parameter parameter : group.getValue()) {
        trained = place(parameter, trained);
      }
      groups.add(new Range(group.getKey(), begin, trained - begin));
    }
    trainedSize = trained;
    trackedSize = tracked;
    constantSize = constant;
  }

  private long place(Parameter parameter, long offset) {
    offsets.put(parameter, offset);
    long end = offset + parameter.shape().size();
    return (end + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  /**
   * Returns where a parameter's values begin in the state of its kind.
   *
   * @throws IllegalArgumentException if the parameter is not of this model, or a row table
   */
  public long offset(Parameter parameter) {
    Long offset = offsets.get(parameter);
    if (offset == null) {
      throw new IllegalArgumentException(
          parameter.role() == Role.ROW_TABLE
              ? "parameter '" + parameter.name() + "' is a row table; read it with Pass.rows"
              : "parameter '"
                  + parameter.name()
                  + "' of shape "
                  + parameter.shape()
                  + " is not one of this model's");
    }
    return offset;
  }

  /**
   * Returns the parameters that are not row tables, in the order of their declaration within each
   * kind.
   */
  public List<Parameter> parameters() {
    return List.copyOf(offsets.keySet());
  }

  /** Returns the row tables in the order of their declaration. */
  public List<Parameter> tables() {
    return List.copyOf(tables);
  }

  /** Returns the groups of trained parameters, which together fill the trained state. */
  public List<Range> groups() {
    return List.copyOf(groups);
  }

  /** Returns the number of entries of the trained state, padding included. */
  public long trainedSize() {
    return trainedSize;
  }

  /** Returns the number of entries of the tracked state, padding included. */
  public long trackedSize() {
    return trackedSize;
  }

  /** Returns the number of entries of the state of constants, padding included. */
  public long constantSize() {
    return constantSize;
  }
}
