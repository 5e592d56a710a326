package io.github.vae4j.core.train;

import io.github.vae4j.api.model.Batch;
import io.github.vae4j.api.model.Parameter;
import io.github.vae4j.api.random.Noise;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Counter;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.RandomStream;
import io.github.vae4j.api.tensor.Replay;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.autodiff.Tape;
import io.github.vae4j.core.data.BatchPart;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.HostBatch;
import io.github.vae4j.core.elbo.Bound;
import io.github.vae4j.core.elbo.Elbo;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.ModelPass;
import io.github.vae4j.core.model.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One step of training as a function of states alone, so that a backend may record and replay it:
 * batch, schedules, step number and optimiser scalars are written before each replay, sums of
 * losses are read now and then.
 */
final class TrainingStep implements AutoCloseable {
  private static final int FIXED_TOTALS = 3;

  private final Backend backend;
  private final Architecture model;
  private final TrainingPlan plan;
  private final Weights weights;
  private final long observations;
  private final Elbo elbo;
  private final OptimiserStates optimiser;
  private final @Nullable RunningAverage average;
  private final Counter counter;
  private final State health;
  private final State totals;
  private final State schedules;
  private final List<String> scheduleNames = new ArrayList<>();
  private final Map<BatchPart, State> parts = new EnumMap<>(BatchPart.class);
  private final State rows;
  private final Map<Variant, Replay> replays = new HashMap<>();

  /**
   * Steps that need a recording of their own: of another number of rows, or moving other groups.
   */
  private record Variant(int size, Set<String> still) {}

  TrainingStep(Architecture model, Weights weights, Elbo elbo, TrainingPlan plan, Dataset data) {
    this.model = model;
    observations = data.size();
    this.weights = weights;
    this.elbo = elbo;
    this.plan = plan;
    backend = weights.backend();
    optimiser = new OptimiserStates(weights, plan);
    average = plan.averaging() > 0 ? new RunningAverage(weights, plan.averaging()) : null;
    counter = backend.counter();
    health = backend.state(State.HEALTH_SIZE);
    health.fill(0, 1, 1);
    scheduleNames.add(Elbo.BETA);
    model.terms().forEach(term -> scheduleNames.add(term.term().name()));
    totals = backend.state(FIXED_TOTALS + model.terms().size());
    schedules = backend.state(scheduleNames.size());
    data.widths()
        .forEach((part, width) -> parts.put(part, backend.state((long) plan.batch() * width)));
    rows = backend.state(plan.batch());
  }

  OptimiserStates optimiser() {
    return optimiser;
  }

  Optional<RunningAverage> average() {
    return Optional.ofNullable(average);
  }

  /**
   * Computes the bound of so many rows and moves nothing, so that a component refuses a size of
   * batches before the first step.
   */
  void rehearse(int size) {
    try (Scope scope = backend.scope()) {
      Ops raw = scope.ops();
      elbo.of(pass(raw, new Tape(raw), optimiser.still(0)), batch(raw, size));
    }
  }

  /** Runs step number {@code step} of {@code steps} on a batch. */
  void run(HostBatch batch, long step, long steps) {
    parts.forEach((part, state) -> state.set(0, batch.part(part)));
    rows.set(0, floats(batch.rows()));
    schedules.set(0, scheduleValues(step, steps));
    counter.set(step);
    optimiser.prepare(step, steps);
    Variant variant = new Variant(batch.size(), optimiser.still(step));
    replays.computeIfAbsent(variant, v -> backend.capture(() -> step(v))).run();
  }

  private double[] scheduleValues(long step, long steps) {
    double[] values = new double[scheduleNames.size()];
    values[0] = plan.beta().at(step, steps);
    for (int i = 1; i < values.length; i++) {
      values[i] = model.terms().get(i - 1).weight();
    }
    return values;
  }

  private void step(Variant variant) {
    try (Scope scope = backend.scope()) {
      Ops raw = scope.ops();
      Tape tape = new Tape(raw);
      ModelPass pass = pass(raw, tape, variant.still());
      Bound bound = elbo.of(pass, batch(raw, variant.size()));
      List<ModelPass.RowLeaf> leaves = pass.rowLeaves();
      optimiser.clear(variant.still());
      List<Tensor> rowGradients =
          tape.gradients(
              bound.loss(),
              weights.trained(),
              optimiser.gradients(),
              leaves.stream().map(ModelPass.RowLeaf::value).toList());
      optimiser.measure(tape.stopGradient(bound.loss()), rowGradients, health);
      optimiser.apply(variant.still(), health);
      for (int i = 0; i < leaves.size(); i++) {
        optimiser.applyRows(leaves.get(i), rowGradients.get(i), health);
      }
      for (Map.Entry<Parameter, Tensor> proposal : pass.proposals().entrySet()) {
        weights
            .tracked()
            .assign(weights.layout().offset(proposal.getKey()), proposal.getValue(), health);
      }
      if (average != null) {
        average.follow(health);
      }
      totals.accumulate(0, sums(raw, tape, bound, variant.size()));
    }
  }

  private ModelPass pass(Ops raw, Tape tape, Set<String> still) {
    Noise noise = new Noise(raw, new RandomStream(plan.seed(), 0, counter)).at("train");
    return ModelPass.training(weights, tape, noise, views(raw), still, optimiser.frozen());
  }

  private Map<String, Tensor> views(Ops raw) {
    Map<String, Tensor> views = new LinkedHashMap<>();
    for (int i = 0; i < scheduleNames.size(); i++) {
      views.put(scheduleNames.get(i), raw.view(schedules, i, Shape.scalar()));
    }
    return views;
  }

  private Batch batch(Ops raw, int size) {
    return BatchPart.batch(parts.keySet(), part -> view(raw, part, size))
        .rows(raw.view(rows, 0, Shape.of(size)))
        .observations(observations)
        .build();
  }

  private Tensor view(Ops raw, BatchPart part, int size) {
    State state = Objects.requireNonNull(parts.get(part));
    int width = Math.toIntExact(state.size() / plan.batch());
    return raw.view(state, 0, Shape.of(size, width));
  }

  /** Returns loss, reconstruction, KL and terms, each as the sum over the rows of the batch. */
  private static Tensor sums(Ops raw, Tape tape, Bound bound, int size) {
    List<Tensor> parts = new ArrayList<>();
    parts.add(bound.loss());
    parts.add(bound.reconstruction().sum());
    parts.add(bound.kl().sum());
    parts.addAll(bound.terms().values());
    List<Tensor> entries = parts.stream().map(part -> tape.stopGradient(part).reshape(1)).toList();
    double[] weights = new double[parts.size()];
    Arrays.fill(weights, size);
    weights[1] = -1;
    weights[2] = 1;
    return raw.mul(raw.concat(entries, 0), raw.tensor(weights, Shape.of(weights.length)));
  }

  /** Returns whether all numbers have been finite so far. */
  boolean healthy() {
    return health.toDoubles(0, 1)[0] == 1;
  }

  /** Returns the sums since they were last reset: loss, reconstruction, KL, then the terms. */
  double[] totals() {
    return totals.toDoubles(0, Math.toIntExact(totals.size()));
  }

  /** Sets the sums; none given means 0. */
  void resetTotals(List<Double> values) {
    totals.fill(0, totals.size(), 0);
    if (!values.isEmpty()) {
      totals.set(0, values.stream().mapToDouble(Double::doubleValue).toArray());
    }
  }

  private static float[] floats(int[] values) {
    float[] converted = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      converted[i] = values[i];
    }
    return converted;
  }

  @Override
  public void close() {
    replays.values().forEach(Replay::close);
    optimiser.close();
    if (average != null) {
      average.close();
    }
    counter.close();
    parts.values().forEach(State::close);
    List.of(health, totals, schedules, rows).forEach(State::close);
  }
}
