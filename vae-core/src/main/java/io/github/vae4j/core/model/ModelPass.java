package io.github.vae4j.core.model;

import io.github.vae4j.api.model.Parameter;
import io.github.vae4j.api.model.Parameter.Role;
import io.github.vae4j.api.model.Pass;
import io.github.vae4j.api.random.Noise;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.autodiff.Tape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A pass over one set of weights, in one scope, with or without a tape. */
public final class ModelPass implements Pass {
  private final Shared shared;
  private final Noise noise;
  private final boolean frozen;
  private final boolean updates;

  /** What all variants of one pass have in common. */
  private record Shared(
      Weights weights,
      Ops raw,
      @Nullable Tape tape,
      Map<String, Tensor> schedules,
      Set<String> still,
      Set<String> frozen,
      Map<Parameter, Tensor> values,
      Map<Parameter, Tensor> proposals,
      List<RowLeaf> rowLeaves) {}

  /**
   * Rows of a table that a training step read.
   *
   * @param key the table
   * @param rows (n)
   * @param value (n, row…), a leaf of the tape
   */
  public record RowLeaf(Parameter key, Tensor rows, Tensor value) {}

  private ModelPass(Shared shared, Noise noise, boolean frozen, boolean updates) {
    this.shared = shared;
    this.noise = noise;
    this.frozen = frozen;
    this.updates = updates;
  }

  /** Returns a pass that evaluates: nothing is recorded and nothing moves. */
  public static ModelPass evaluating(Weights weights, Noise noise) {
    return of(weights, noise.ops(), null, noise, Map.of(), Set.of(), Set.of());
  }

  /**
   * Returns a pass of a training step.
   *
   * @param noise on the operations below the tape
   * @param schedules by name, scalars
   * @param still groups of parameters that do not move in this step and are read as constants
   * @param frozen those of them that move in no step
   */
  public static ModelPass training(
      Weights weights,
      Tape tape,
      Noise noise,
      Map<String, Tensor> schedules,
      Set<String> still,
      Set<String> frozen) {
    return of(weights, noise.ops(), tape, noise, schedules, still, frozen);
  }

  private static ModelPass of(
      Weights weights,
      Ops raw,
      @Nullable Tape tape,
      Noise noise,
      Map<String, Tensor> schedules,
      Set<String> still,
      Set<String> frozen) {
    Shared shared =
        new Shared(
            weights,
            raw,
            tape,
            schedules,
            still,
            frozen,
            new LinkedHashMap<>(),
            new LinkedHashMap<>(),
            new ArrayList<>());
    return new ModelPass(shared, noise, false, true);
  }

  @Override
  public Ops ops() {
    Tape tape = shared.tape;
    return tape == null ? shared.raw : tape;
  }

  @Override
  public Tensor value(Parameter key) {
    if (isConstant(key) || key.role() != Role.TRAINED) {
      return view(shared.raw, key);
    }
    return shared.values.computeIfAbsent(key, k -> view(ops(), k));
  }

  private boolean isConstant(Parameter key) {
    return frozen || shared.tape == null || shared.still.contains(key.group());
  }

  private Tensor view(Ops ops, Parameter key) {
    Weights weights = shared.weights;
    return ops.view(weights.stateOf(key), weights.layout().offset(key), key.shape());
  }

  @Override
  public Tensor rows(Parameter key, Tensor rows) {
    Weights weights = shared.weights;
    Tensor table = shared.raw.view(weights.table(key), 0, weights.storedShape(key));
    Tensor value = shared.raw.gather(table, rows);
    Tape tape = shared.tape;
    if (tape == null || isConstant(key)) {
      return value;
    }
    for (RowLeaf known : shared.rowLeaves) {
      if (known.key().equals(key)) {
        return sameRows(known, rows);
      }
    }
    RowLeaf leaf = new RowLeaf(key, rows, tape.variable(value));
    shared.rowLeaves.add(leaf);
    return leaf.value();
  }

  private static Tensor sameRows(RowLeaf known, Tensor rows) {
    if (known.rows() != rows) {
      throw new IllegalStateException(
          "rows: table '"
              + known.key().name()
              + "' is read at two sets of rows in one training step; read it at Batch.rows() only");
    }
    return known.value();
  }

  @Override
  public Noise noise() {
    return noise;
  }

  @Override
  public boolean training() {
    return shared.tape != null;
  }

  @Override
  public boolean moves(Parameter key) {
    return training() && !shared.frozen.contains(key.group());
  }

  @Override
  public Tensor schedule(String name) {
    Tensor value = shared.schedules.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "schedule: none is called '"
              + name
              + "'; there are "
              + new TreeSet<>(shared.schedules.keySet()));
    }
    return value;
  }

  @Override
  public Pass frozen() {
    return new ModelPass(shared, noise, true, updates);
  }

  @Override
  public Pass at(String place) {
    return new ModelPass(shared, noise.at(place), frozen, updates);
  }

  @Override
  public Pass withoutUpdates() {
    return new ModelPass(shared, noise, frozen, false);
  }

  @Override
  public void propose(Parameter key, Tensor value) {
    if (key.role() != Role.TRACKED) {
      throw new IllegalArgumentException(
          "propose: parameter '"
              + key.name()
              + "' is "
              + key.role()
              + "; only a tracked one takes proposals");
    }
    shared.weights.layout().offset(key);
    Shape shape = value.shape();
    if (!shape.equals(key.shape())) {
      throw new IllegalArgumentException(
          "propose: parameter '"
              + key.name()
              + "' has shape "
              + key.shape()
              + ", the proposed value "
              + shape);
    }
    if (updates
        && training()
        && !shared.still.contains(key.group())
        && shared.proposals.putIfAbsent(key, ops().stopGradient(value)) != null) {
      throw new IllegalStateException(
          "propose: parameter '"
              + key.name()
              + "' has a proposal already in this step; use Pass.withoutUpdates() for all applications but one");
    }
  }

  /** Returns the proposed values, cut from the tape. */
  public Map<Parameter, Tensor> proposals() {
    return shared.proposals;
  }

  /** Returns the rows that were read for training. */
  public List<RowLeaf> rowLeaves() {
    return shared.rowLeaves;
  }
}
