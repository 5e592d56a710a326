package io.github.vae4j.api.model;

import io.github.vae4j.api.tensor.Tensor;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The latents of one walk through the groups of a model, filled in order, and what was derived from
 * them. Used by one thread.
 */
public final class Latents {
  private final Map<String, Tensor> values = new LinkedHashMap<>();
  private final Map<Object, Object> derived = new HashMap<>();

  /** Returns latents with one group of the given value. */
  public static Latents of(LatentGroup group, Tensor value) {
    Latents latents = new Latents();
    latents.put(group, value);
    return latents;
  }

  /**
   * Adds the value of the next group.
   *
   * @param value (rows…, batch, event…)
   * @throws IllegalArgumentException if the value does not end in the group's event shape
   * @throws IllegalStateException if the group has a value already
   */
  public void put(LatentGroup group, Tensor value) {
    int rank = group.event().rank();
    if (value.shape().rank() < rank || !value.shape().trailing(rank).equals(group.event())) {
      throw new IllegalArgumentException(
          "Latents.put: a value of group '"
              + group.name()
              + "' must end in "
              + group.event()
              + ", got "
              + value.shape());
    }
    if (values.putIfAbsent(group.name(), value) != null) {
      throw new IllegalStateException(
          "Latents.put: group '" + group.name() + "' has a value already");
    }
  }

  /**
   * Returns the value of a group, (rows…, batch, event…).
   *
   * @throws IllegalStateException if it has not been drawn yet
   */
  public Tensor get(String group) {
    Tensor value = values.get(group);
    if (value == null) {
      throw new IllegalStateException(
          "Latents.get: group '" + group + "' has no value; drawn so far: " + values.keySet());
    }
    return value;
  }

  /**
   * Returns the value of the only group.
   *
   * @throws IllegalStateException if there is none or more than one
   */
  public Tensor only() {
    if (values.size() != 1) {
      throw new IllegalStateException(
          "Latents.only: one group expected, drawn so far: "
              + values.keySet()
              + "; name the group with get");
    }
    return values.values().iterator().next();
  }

  /** Returns the names of the groups drawn so far, in order. */
  public Set<String> drawn() {
    return Collections.unmodifiableSet(new LinkedHashSet<>(values.keySet()));
  }

  /**
   * Returns what {@code derive} gave when this was first asked for, so that prior, posterior and
   * decoder share work.
   *
   * @param key names the derived value; use an object of your own class
   */
  @SuppressWarnings("unchecked")
  public <T> T once(Object key, Supplier<T> derive) {
    Object known = derived.get(key);
    if (known == null) {
      known = derive.get();
      derived.put(key, known);
    }
    return (T) known;
  }
}
