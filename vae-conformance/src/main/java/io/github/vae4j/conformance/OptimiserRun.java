package io.github.vae4j.conformance;

import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.StepScalar;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The states of an optimiser on one backend. */
record OptimiserRun(
    State parameters, State gradients, State first, State second, State scalars, State health)
    implements AutoCloseable {

  /** Returns a run on random parameters, without moments, in good health. */
  static OptimiserRun on(Backend backend, int size) {
    OptimiserRun run =
        new OptimiserRun(
            backend.state(size),
            backend.state(size),
            backend.state(size),
            backend.state(size),
            backend.state(StepScalar.COUNT),
            backend.state(State.HEALTH_SIZE));
    run.parameters.set(0, Operand.random(Shape.of(size), 5).values());
    run.health.fill(0, 1, 1);
    return run;
  }

  /** Sets second moments from 1 to less than float32 can hold, and first ones to their roots. */
  void spreadMoments() {
    int size = (int) parameters.size();
    first.set(
        0, IntStream.range(0, size).mapToDouble(i -> Math.pow(10, -(i % 80) / 2.0)).toArray());
    second.set(0, IntStream.range(0, size).mapToDouble(i -> Math.pow(10, -(i % 80))).toArray());
  }

  /** Sets a step's gradients and scalars, and measures. */
  void prepare(int step, Map<StepScalar, Double> changed) {
    gradients.set(0, Operand.random(Shape.of((int) gradients.size()), 10 + step).values());
    Map<StepScalar, Double> numbers = new EnumMap<>(StepScalar.class);
    numbers.put(StepScalar.LEARNING_RATE, 0.01);
    numbers.put(StepScalar.BETA1, 0.9);
    numbers.put(StepScalar.BETA2, 0.99);
    numbers.put(StepScalar.EPSILON, 1e-3);
    numbers.put(StepScalar.CORRECTION1, 1 - Math.pow(0.9, step));
    numbers.put(StepScalar.CORRECTION2, 1 - Math.pow(0.99, step));
    numbers.put(StepScalar.STEP, (double) step);
    numbers.putAll(changed);
    scalars.set(
        0,
        Arrays.stream(StepScalar.values())
            .mapToDouble(scalar -> numbers.getOrDefault(scalar, 0.0))
            .toArray());
    try (Scope scope = gradients.backend().scope()) {
      gradients.measure(scope.ops().full(1, Shape.scalar()), health);
    }
  }

  void adam(long offset, long length) {
    parameters.adamStep(offset, length, gradients, first, second, scalars, health);
  }

  void sgd(long offset, long length) {
    parameters.sgdStep(offset, length, gradients, first, scalars, health);
  }

  /** Returns parameters and moments one after the other. */
  double[] all() {
    int size = (int) parameters.size();
    return DoubleStream.concat(
            Arrays.stream(parameters.toDoubles(0, size)),
            DoubleStream.concat(
                Arrays.stream(first.toDoubles(0, size)), Arrays.stream(second.toDoubles(0, size))))
        .toArray();
  }

  @Override
  public void close() {
    for (State state : new State[] {parameters, gradients, first, second, scalars, health}) {
      state.close();
    }
  }
}
