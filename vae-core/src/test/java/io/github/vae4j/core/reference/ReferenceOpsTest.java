package io.github.vae4j.core.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.api.random.HostRandom;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Counter;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.RandomStream;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.api.tensor.Window;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Values worked out by hand, or by NumPy and SciPy where they have more than a few digits. */
class ReferenceOpsTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;

  private final ReferenceBackend backend = new ReferenceBackend();
  private final Scope scope = backend.scope();
  private final Ops ops = scope.ops();

  @AfterEach
  void close() {
    backend.close();
  }

  @Test
  void broadcasts() {
    Tensor column = tensor(Shape.of(2, 1), 10, 20);
    Tensor row = tensor(Shape.of(3), 1, 2, 3);
    check(ops.add(column, row), Shape.of(2, 3), 11, 12, 13, 21, 22, 23);
    check(ops.sub(row, column), Shape.of(2, 3), -9, -8, -7, -19, -18, -17);
    check(ops.mul(row, ops.full(2, Shape.scalar())), Shape.of(3), 2, 4, 6);
    check(ops.div(column, tensor(Shape.of(1, 1), 5)), Shape.of(2, 1), 2, 4);
    check(ops.add(ops.full(1, Shape.of(0, 3)), row), Shape.of(0, 3));
    check(
        ops.select(tensor(Shape.of(2, 1), 0, -1), row, ops.full(NAN, Shape.scalar())),
        Shape.of(2, 3),
        NAN,
        NAN,
        NAN,
        1,
        2,
        3);
  }

  @Test
  void elementwiseEdges() {
    Tensor x = tensor(Shape.of(5), NAN, -INF, INF, -0.5, 2);
    check(x.relu(), x.shape(), NAN, 0, INF, 0, 2);
    check(x.sign(), x.shape(), NAN, -1, 1, -1, 1);
    check(x.floor(), x.shape(), NAN, -INF, INF, -1, 2);
    check(x.clamp(-1, 1), x.shape(), NAN, -1, 1, -0.5, 1);
    check(x.maximum(ops.full(0, Shape.scalar())), x.shape(), NAN, 0, INF, 0, 2);
    check(x.minimum(ops.full(0, Shape.scalar())), x.shape(), NAN, -INF, 0, -0.5, 0);
    check(x.equal(x), x.shape(), 0, 1, 1, 1, 1);
    check(x.less(x), x.shape(), 0, 0, 0, 0, 0);
    check(x.lessOrEqual(x), x.shape(), 0, 1, 1, 1, 1);
    check(x.sigmoid(), x.shape(), NAN, 0, 1, 0.3775406687981454, 0.8807970779778823);
    check(x.softplus(), x.shape(), NAN, 0, INF, 0.4740769841801067, 2.1269280110429727);
    check(tensor(Shape.of(3), -4, 4, 0).power(0.5), Shape.of(3), NAN, 2, 0);
    check(tensor(Shape.of(2), -1000, 1000).softplus(), Shape.of(2), 0, 1000);
    check(tensor(Shape.of(2), 1e-20, -1).log1p(), Shape.of(2), 1e-20, -INF);
    check(tensor(Shape.of(1), 1e-20).expm1(), Shape.of(1), 1e-20);
  }

  @Test
  void reduces() {
    Tensor x = tensor(Shape.of(2, 3), 1, 5, 3, 4, 2, 6);
    check(x.sum(), Shape.scalar(), 21);
    check(x.sum(0), Shape.of(3), 5, 7, 9);
    check(ops.sum(x, true, -1), Shape.of(2, 1), 9, 12);
    check(x.mean(1), Shape.of(2), 3, 4);
    check(x.max(1), Shape.of(2), 5, 6);
    check(ops.max(x, true), Shape.of(1, 1), 6);
    check(ops.argmax(x, 1), Shape.of(2), 1, 2);
    check(ops.argmax(x, 0), Shape.of(3), 1, 0, 1);
    check(ops.cumulativeSum(x, 1, false), x.shape(), 1, 6, 9, 4, 6, 12);
    check(ops.cumulativeSum(x, 0, true), x.shape(), 5, 7, 9, 4, 2, 6);
    check(ops.full(0, Shape.of(2, 0)).sum(1), Shape.of(2), 0, 0);
    check(ops.full(0, Shape.of(2, 0)).logSumExp(1), Shape.of(2), -INF, -INF);
    assertThatThrownBy(() -> ops.full(0, Shape.of(2, 0)).max(1)).hasMessageContaining("empty");
  }

  @Test
  void reductionsOfSpecialValues() {
    check(tensor(Shape.of(3), 1, NAN, 2).max(), Shape.scalar(), NAN);
    check(ops.argmax(tensor(Shape.of(4), 1, NAN, 7, NAN), 0), Shape.scalar(), 1);
    check(ops.argmax(tensor(Shape.of(3), 2, 2, 1), 0), Shape.scalar(), 0);
    check(tensor(Shape.of(2), 1000, 1000).logSumExp(), Shape.scalar(), 1000 + Math.log(2));
    check(tensor(Shape.of(2), -INF, -INF).logSumExp(), Shape.scalar(), -INF);
    check(tensor(Shape.of(2), -INF, INF).logSumExp(), Shape.scalar(), INF);
    check(tensor(Shape.of(2), NAN, 1).logSumExp(), Shape.scalar(), NAN);
    check(tensor(Shape.of(2), INF, 1).sum(), Shape.scalar(), INF);
    check(tensor(Shape.of(2), INF, -INF).sum(), Shape.scalar(), NAN);
  }

  @Test
  void sumsDoNotDrift() {
    double[] values = new double[1_000_000];
    Arrays.fill(values, 0.1);
    Shape shape = Shape.of(values.length);
    // one plain sum after the other is off by 1.3e-6
    assertThat(tensor(shape, values).sum().item()).isCloseTo(100_000, within(2e-11));
    values[0] = 1e16;
    values[values.length - 1] = -1e16;
    assertThat(tensor(shape, values).sum().item()).isCloseTo(99_999.8, within(1e-5));
  }

  @Test
  void movesEntries() {
    Tensor x = tensor(Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
    check(x.permute(1, 0), Shape.of(3, 2), 1, 4, 2, 5, 3, 6);
    check(tensor(Shape.of(2, 1, 2), 1, 2, 3, 4).permute(2, 0, 1), Shape.of(2, 2, 1), 1, 3, 2, 4);
    check(x.slice(-1, 1, 3), Shape.of(2, 2), 2, 3, 5, 6);
    check(x.slice(0, 2, 2), Shape.of(0, 3));
    check(ops.pad(x, 1, 1, 0), Shape.of(2, 4), 0, 1, 2, 3, 0, 4, 5, 6);
    check(ops.pad(x, 0, 0, 1), Shape.of(3, 3), 1, 2, 3, 4, 5, 6, 0, 0, 0);
    check(ops.concat(List.of(x, x.slice(1, 0, 1)), 1), Shape.of(2, 4), 1, 2, 3, 1, 4, 5, 6, 4);
    check(
        ops.concat(List.of(x, ops.full(7, Shape.of(1, 3))), 0),
        Shape.of(3, 3),
        1,
        2,
        3,
        4,
        5,
        6,
        7,
        7,
        7);
    check(
        tensor(Shape.of(2, 1), 1, 2).broadcastTo(Shape.of(2, 2, 2)),
        Shape.of(2, 2, 2),
        1,
        1,
        2,
        2,
        1,
        1,
        2,
        2);
    check(ops.range(3), Shape.of(3), 0, 1, 2);
  }

  @Test
  void gathersAndScatters() {
    Tensor table = tensor(Shape.of(3, 2), 1, 2, 3, 4, 5, 6);
    check(ops.gather(table, tensor(Shape.of(2, 1), 2, 0)), Shape.of(2, 1, 2), 5, 6, 1, 2);
    check(ops.scatterAdd(tensor(Shape.of(3), 1, 0, 1), table, 2), Shape.of(2, 2), 3, 4, 6, 8);
    assertThatThrownBy(() -> ops.gather(table, tensor(Shape.of(1), 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gather: row 3.0")
        .hasMessageContaining("3 rows");
    assertThatThrownBy(() -> ops.gather(table, tensor(Shape.of(1), 0.5)))
        .hasMessageContaining("0.5");
    assertThatThrownBy(() -> ops.scatterAdd(tensor(Shape.of(1), -1), ops.full(1, Shape.of(1)), 2))
        .hasMessageContaining("scatterAdd: row -1.0");
  }

  @Test
  void multipliesMatrices() {
    Tensor a = tensor(Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
    Tensor b = tensor(Shape.of(3, 2), 7, 8, 9, 10, 11, 12);
    check(a.matmul(b), Shape.of(2, 2), 58, 64, 139, 154);
    check(ops.matmul(a, a, false, true), Shape.of(2, 2), 14, 32, 32, 77);
    check(ops.matmul(a, a, true, false), Shape.of(3, 3), 17, 22, 27, 22, 29, 36, 27, 36, 45);
    check(ops.matmul(a, b, true, true), Shape.of(3, 3), 39, 49, 59, 54, 68, 82, 69, 87, 105);
    Tensor batch = ops.concat(List.of(a, a.mul(10)), 0).reshape(2, 2, 3);
    check(batch.matmul(b), Shape.of(2, 2, 2), 58, 64, 139, 154, 580, 640, 1390, 1540);
    check(
        ops.full(1, Shape.of(2, 0)).matmul(ops.full(1, Shape.of(0, 2))),
        Shape.of(2, 2),
        0,
        0,
        0,
        0);
    assertThatThrownBy(() -> a.matmul(a)).hasMessageContaining("inner sizes differ");
  }

  @Test
  void solvesTriangularSystems() {
    Tensor t = tensor(Shape.of(2, 2), 2, 5, 3, 4);
    Tensor b = tensor(Shape.of(2, 1), 4, 14);
    check(ops.triangularSolve(t, b, true, false), Shape.of(2, 1), 2, 2);
    check(ops.triangularSolve(t, b, false, false), Shape.of(2, 1), -6.75, 3.5);
    check(ops.triangularSolve(t, b, true, true), Shape.of(2, 1), -3.25, 3.5);
    check(ops.triangularSolve(t, b, false, true), Shape.of(2, 1), 2, 1);
  }

  @Test
  void convolves() {
    double[] x = new double[40];
    Arrays.setAll(x, i -> (i + 1) % 7 - 3);
    double[] k = new double[36];
    Arrays.setAll(k, i -> 5 * (i + 1) % 11 - 5);
    Tensor y =
        ops.conv2d(
            tensor(Shape.of(1, 4, 5, 2), x),
            tensor(Shape.of(3, 2, 3, 2), k),
            new Window(2, 1, 1, 0));
    check(
        y,
        Shape.of(1, 3, 3, 3),
        -5,
        10,
        14,
        12,
        -27,
        -22,
        15,
        -1,
        5,
        0,
        29,
        14,
        -28,
        -17,
        5,
        0,
        -7,
        -25,
        15,
        -2,
        14,
        12,
        -4,
        13,
        -5,
        -20,
        -2);
  }

  @Test
  void theThreeConvolutionsAreAdjointToEachOther() {
    for (Window window : new Window[] {Window.of(1, 0), Window.of(2, 1), new Window(3, 1, 0, 2)}) {
      Tensor x = random(1, Shape.of(2, 7, 6, 3));
      Tensor k = random(2, Shape.of(4, 3, 2, 3));
      Tensor y = ops.conv2d(x, k, window);
      Tensor g = random(3, y.shape());
      double product = y.mul(g).sum().item();
      assertThat(ops.convTranspose2d(g, k, window, 7, 6).mul(x).sum().item())
          .isCloseTo(product, within(1e-10));
      assertThat(ops.convWeightGrad(x, g, window, 3, 2).mul(k).sum().item())
          .isCloseTo(product, within(1e-10));
    }
  }

  @Test
  void convolvesWithBiasAndActivation() {
    Tensor x = tensor(Shape.of(1, 2, 2, 1), 1, 2, 3, 4);
    Tensor kernel = tensor(Shape.of(2, 1, 2, 1), 1, -1, 0.5, 1);
    check(
        ops.convolution(x, kernel, tensor(Shape.of(2), 1.5, -4), Window.of(1, 0), Activation.RELU),
        Shape.of(1, 2, 1, 2),
        0.5,
        0,
        0.5,
        1.5);
    check(
        ops.transposedConvolution(
            tensor(Shape.of(1, 1, 1, 2), 3, 2),
            kernel,
            tensor(Shape.of(1), -3.5),
            Window.of(1, 0),
            1,
            2,
            Activation.RELU),
        Shape.of(1, 1, 2, 1),
        0.5,
        0);
  }

  @Test
  void drawsWhatTheHostDraws() {
    try (Counter step = backend.counter()) {
      step.set(1L << 33);
      RandomStream stream = new RandomStream(-5, 9, step);
      float[] expected = new float[15];
      HostRandom.uniform(-5, 9, 1L << 33, 0, expected, 0, 15);
      assertThat(ops.uniform(stream, Shape.of(3, 5)).toFloats()).containsExactly(expected);
      HostRandom.normal(-5, 9, 1L << 33, 0, expected, 0, 15);
      assertThat(ops.normal(stream, Shape.of(3, 5)).toFloats()).containsExactly(expected);
      step.advance(1);
      assertThat(ops.normal(stream, Shape.of(3, 5)).toFloats()).isNotEqualTo(expected);
    }
  }

  @Test
  void composesFusedOperations() {
    Tensor x = tensor(Shape.of(2, 2), 0, 1, 0.25, 1);
    check(
        ops.bernoulliLogProb(x, tensor(Shape.of(2, 2), -2, 0.5, 3, -1)),
        Shape.of(2),
        -0.6010049952230792,
        -3.6118490390919646);
    Tensor mean = tensor(Shape.of(2), 0.5, -1);
    Tensor logVariance = tensor(Shape.of(2), -0.5, 1);
    check(
        ops.normalLogProb(x, mean, logVariance),
        Shape.of(2),
        -3.029726107589746,
        -2.875158488461609);
    check(
        ops.standardNormalKl(mean, logVariance),
        Shape.of(2),
        0.1782653298563167,
        0.8591409142295225);
    check(
        ops.reparameterise(mean, logVariance, tensor(Shape.of(2), 1.5, -0.5)),
        Shape.of(2),
        1.6682011746071073,
        -1.824360635350064);
    check(
        ops.logSoftmax(tensor(Shape.of(1, 3), 1, 2, 4)),
        Shape.of(1, 3),
        -3.1698460195562856,
        -2.1698460195562856,
        -0.16984601955628567);
    check(
        ops.activate(Activation.SILU, tensor(Shape.of(2), -1, 2)),
        Shape.of(2),
        -0.2689414213699951,
        1.7615941559557646);
    Tensor weight = tensor(Shape.of(2, 1), 3, -1);
    check(
        ops.linear(x, weight, tensor(Shape.of(1), 0.5), Activation.RELU), Shape.of(2, 1), 0, 0.25);
    check(ops.linear(mean, weight, tensor(Shape.of(1), 0.5), Activation.IDENTITY), Shape.of(1), 3);
  }

  @Test
  void digammaGradIsTheTrigammaFunction() {
    check(
        ops.digammaGrad(tensor(Shape.of(2), 1, 2), ops.full(2, Shape.scalar())),
        Shape.of(2),
        2 * 1.6449340668482264,
        2 * 0.6449340668482264);
  }

  @Test
  void valuesMustFillTheShape() {
    assertThatThrownBy(() -> ops.tensor(new double[3], Shape.of(2, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tensor: 3 values do not fill shape (2, 2)");
    assertThatThrownBy(() -> ops.tensor(new float[3], Shape.of(2)))
        .hasMessageContaining("3 values");
  }

  private Tensor tensor(Shape shape, double... values) {
    return ops.tensor(values, shape);
  }

  private Tensor random(int site, Shape shape) {
    return ops.normal(new RandomStream(1, site, backend.counter()), shape);
  }

  private static void check(Tensor actual, Shape shape, double... expected) {
    assertThat(actual.shape()).isEqualTo(shape);
    double[] values = actual.toDoubles();
    assertThat(values).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      if (Double.isFinite(expected[i])) {
        double size = Math.max(Double.MIN_NORMAL, Math.abs(expected[i]));
        assertThat(values[i]).as("entry %d", i).isCloseTo(expected[i], within(1e-14 * size));
      } else {
        assertThat(values[i]).as("entry %d", i).isEqualTo(Double.valueOf(expected[i]));
      }
    }
  }
}
