package io.github.vae4j.jcuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.api.random.HostRandom;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Counter;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.RandomStream;
import io.github.vae4j.api.tensor.Replay;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Small operations of a captured step, which chains compute, against those launched one by one: on
 * the emulated driver, in random order.
 */
class ChainTest {
  private static final int ROWS = 20;
  private static final int COLUMNS = 50;

  private Backend backend;

  @BeforeEach
  void start() {
    backend = EmulatedDriver.start();
  }

  @AfterEach
  void stop() {
    if (backend != null) {
      backend.close();
    }
  }

  @Test
  void everyFunction_givesTheBitsOfItsOwnKernel() {
    Tensor[] none = {};
    assertSame(
        (ops, x, y) -> {
          Tensor row = ops.slice(y, 0, 3, 4);
          Tensor column = ops.slice(y, 1, 7, 8);
          List<Tensor> all = new ArrayList<>();
          all.addAll(functionsOf(ops, x));
          all.addAll(functionsOf(ops, x, y));
          all.addAll(functionsOf(ops, row, column));
          all.addAll(functionsOf(ops, ops.full(0.5, Shape.scalar()), x));
          all.add(ops.select(ops.less(x, y), row, column));
          all.add(ops.standardNormalKl(x, column));
          all.add(ops.standardNormalKlGrad(row, y));
          all.add(ops.reparameterise(row, x, y));
          all.add(ops.reparameteriseGrad(x, y, column));
          all.add(ops.permute(x, 1, 0));
          all.add(ops.broadcastTo(column, x.shape()));
          all.add(ops.sum(x, false, 1));
          all.add(ops.sum(ops.sum(x, false, 1), false));
          return all.toArray(none);
        });
  }

  private static List<Tensor> functionsOf(Ops ops, Tensor x) {
    return List.of(
        ops.abs(x),
        ops.sign(x),
        ops.floor(x),
        ops.exp(x),
        ops.expm1(x),
        ops.log(ops.abs(x)),
        ops.log1p(ops.abs(x)),
        ops.sqrt(ops.abs(x)),
        ops.power(x, 2),
        ops.tanh(x),
        ops.sigmoid(x),
        ops.softplus(x),
        ops.relu(x),
        ops.erf(x),
        ops.affine(x, 2.5, -1),
        ops.clamp(x, -0.5, 1));
  }

  private static List<Tensor> functionsOf(Ops ops, Tensor a, Tensor b) {
    return List.of(
        ops.add(a, b),
        ops.sub(a, b),
        ops.mul(a, b),
        ops.div(a, b),
        ops.maximum(a, b),
        ops.minimum(a, b),
        ops.equal(ops.floor(a), ops.floor(b)),
        ops.less(a, b),
        ops.lessOrEqual(a, b));
  }

  @Test
  void chains_keepTheOrderOfWhatReadsAndWritesTheSameMemory() {
    assertSame(
        (ops, x, y) -> {
          Tensor sum = ops.sum(ops.mul(x, y), true, 1);
          for (int i = 0; i < 100; i++) {
            // short-lived results, so that memory is used again within a chain
            sum = ops.affine(ops.mul(sum, ops.sigmoid(sum)), 0.99, 0.01 * i);
          }
          Tensor columns = ops.sum(ops.mul(x, sum), false, 0); // in no chain
          return new Tensor[] {ops.sub(ops.mul(y, columns), sum), sum.reshape(ROWS)};
        });
  }

  @Test
  void concat_ofSmallTensors_setsThemOneBehindAnother() {
    assertSame(
        (ops, x, y) -> {
          List<Tensor> parts = new ArrayList<>();
          for (int i = 0; i < 40; i++) {
            parts.add(ops.slice(x, 0, i % ROWS, i % ROWS + 1).reshape(COLUMNS).slice(0, 0, i % 5));
          }
          return new Tensor[] {ops.concat(parts, 0), ops.concat(List.of(x, y), 1)};
        });
  }

  @Test
  void draws_followTheStepOfEachReplay() {
    int size = ROWS * COLUMNS - 1;
    State drawn = backend.state(size);
    Counter step = backend.counter();
    RandomStream stream = new RandomStream(0x123456789ABCDEFL, -7, step);
    try (Replay replay = backend.capture(() -> draw(stream, drawn))) {
      for (int i = 0; i < 3; i++) {
        step.set((5L << 32) + i);
        drawn.fill(0, size, i);
        replay.run();
        float[] expected = new float[size];
        HostRandom.normal(stream.key(), stream.site(), step.value(), 0, expected, 0, size);
        for (int j = 0; j < size; j++) {
          expected[j] += i;
        }
        assertThat(drawn.toFloats(0, size)).as("step %d", i).isEqualTo(expected);
      }
    }
  }

  private void draw(RandomStream stream, State drawn) {
    try (Scope scope = backend.scope()) {
      drawn.accumulate(0, scope.ops().normal(stream, Shape.of((int) drawn.size())));
    }
  }

  private interface Work {
    Tensor[] of(Ops ops, Tensor x, Tensor y);
  }

  /** Asserts that a captured step gives the bits of the same work outside. */
  private void assertSame(Work work) {
    State operands = backend.state(2 * ROWS * COLUMNS);
    float[] values = new float[2 * ROWS * COLUMNS];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(1.7 * i) * 3;
    }
    operands.set(0, values);
    float[] expected = values(work, operands);
    State results = backend.state(expected.length);
    try (Replay step = backend.capture(() -> write(work, operands, results))) {
      for (int i = 0; i < 3; i++) {
        results.fill(0, results.size(), Double.NaN);
        step.run();
        assertThat(results.toFloats(0, expected.length)).as("run %d", i).isEqualTo(expected);
      }
    }
  }

  private float[] values(Work work, State operands) {
    try (Scope scope = backend.scope()) {
      Tensor[] tensors =
          work.of(scope.ops(), operand(scope, operands, 0), operand(scope, operands, 1));
      int size = 0;
      for (Tensor tensor : tensors) {
        size += (int) tensor.shape().size();
      }
      float[] values = new float[size];
      int at = 0;
      for (Tensor tensor : tensors) {
        float[] own = tensor.toFloats();
        System.arraycopy(own, 0, values, at, own.length);
        at += own.length;
      }
      return values;
    }
  }

  private void write(Work work, State operands, State results) {
    try (Scope scope = backend.scope()) {
      long at = 0;
      for (Tensor tensor :
          work.of(scope.ops(), operand(scope, operands, 0), operand(scope, operands, 1))) {
        results.assign(at, tensor);
        at += tensor.shape().size();
      }
    }
  }

  private static Tensor operand(Scope scope, State operands, int number) {
    return scope.ops().view(operands, (long) number * ROWS * COLUMNS, Shape.of(ROWS, COLUMNS));
  }
}
