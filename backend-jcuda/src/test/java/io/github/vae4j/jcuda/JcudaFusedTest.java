package io.github.vae4j.jcuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.RandomStream;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.reference.ReferenceBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of the lengths at which another number of threads works on them, and broadcasting. */
class JcudaFusedTest {
  private interface Fusion {
    Tensor of(Ops ops, Tensor... x);
  }

  @ParameterizedTest
  @ValueSource(ints = {31, 32, 33, 127, 128, 129, 255, 257, 1023, 1025, 1537})
  void rows_ofEachLength_matchTheReference(int width) {
    Shape shape = Shape.of(9, width);
    Shape wide = Shape.of(2, 9, width);
    matchesReference((ops, x) -> ops.logSoftmax(x[0]), shape);
    matchesReference((ops, x) -> ops.bernoulliLogProb(ops.sigmoid(x[0]), x[1]), shape, wide);
    matchesReference((ops, x) -> ops.normalLogProb(x[0], x[1], x[2]), wide, shape, Shape.of(width));
  }

  @Test
  void digammaGrad_broadcasts() {
    Fusion fusion = (ops, x) -> ops.digammaGrad(ops.affine(ops.abs(x[0]), 1, 1), x[1]);
    matchesReference(fusion, Shape.of(4, 70), Shape.of(70));
  }

  private static void matchesReference(Fusion fusion, Shape... shapes) {
    try (Backend backend = EmulatedDriver.start(CheckedPool::new);
        Backend reference = new ReferenceBackend()) {
      double[] expected = on(reference, fusion, shapes);
      double[] actual = on(backend, fusion, shapes);
      assertThat(actual).hasSameSizeAs(expected);
      for (int i = 0; i < expected.length; i++) {
        assertThat(actual[i]).isCloseTo(expected[i], within(1e-6 * (10 + Math.abs(expected[i]))));
      }
    }
  }

  private static double[] on(Backend backend, Fusion fusion, Shape... shapes) {
    try (Scope scope = backend.scope();
        Backend host = new ReferenceBackend();
        Scope drawing = host.scope()) {
      Tensor[] x = new Tensor[shapes.length];
      for (int i = 0; i < x.length; i++) {
        RandomStream stream = new RandomStream(3, i, host.counter());
        double[] drawn = drawing.ops().normal(stream, shapes[i]).toDoubles();
        x[i] = scope.ops().tensor(drawn, shapes[i]);
      }
      return fusion.of(scope.ops(), x).toDoubles();
    }
  }
}
