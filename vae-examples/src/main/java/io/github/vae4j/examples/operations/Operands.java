package io.github.vae4j.examples.operations;

import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Counter;
import io.github.vae4j.api.tensor.RandomStream;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.StepScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes what operations read on one backend: random numbers in (0, 1). */
final class Operands implements AutoCloseable {
  static final Shape IMAGES = Shape.of(128, 784);

  /** The parameters of the model 784-400-20. */
  private static final int PARAMETERS = 652_824;

  private final Backend backend;
  private final Counter step;
  private final List<State> states = new ArrayList<>();

  Operands(Backend backend) {
    this.backend = backend;
    step = backend.counter();
  }

  Operand of(int... lengths) {
    Shape shape = Shape.of(lengths);
    State numbers = backend.state(shape.size());
    states.add(numbers);
    Random random = new Random(1);
    float[] values = new float[Math.toIntExact(shape.size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat() + Float.MIN_NORMAL;
    }
    numbers.set(0, values);
    return new Operand(numbers, shape);
  }

  RandomStream stream() {
    return new RandomStream(1, 0, step);
  }

  /** Returns a step of Adam, and with it a look at the parameters it moved. */
  Operation.Call adam() {
    Operand parameters = of(PARAMETERS);
    State gradients = of(PARAMETERS).numbers();
    State first = of(PARAMETERS).numbers();
    State second = of(PARAMETERS).numbers();
    State health = of(State.HEALTH_SIZE).numbers();
    health.fill(0, 1, 1);
    State scalars = of(StepScalar.COUNT).numbers();
    scalars.fill(StepScalar.CLIP_NORM.index(), 1, 0);
    return ops -> {
      parameters.numbers().adamStep(0, PARAMETERS, gradients, first, second, scalars, health);
      return parameters.in(ops);
    };
  }

  @Override
  public void close() {
    states.forEach(State::close);
    step.close();
  }
}
