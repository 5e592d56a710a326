package io.github.vae4j.jcuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Adjoints.LinearGradient;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.api.tensor.Window;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Layers of the sizes at which they are cut otherwise, on the emulated driver in random order. */
class JcudaLayersTest extends BesideReference {
  private static void assertNear(Tensor actual, Tensor expected) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    double[] is = actual.toDoubles();
    double[] should = expected.toDoubles();
    for (int i = 0; i < is.length; i++) {
      assertThat(is[i]).isCloseTo(should[i], Offset.offset(2e-5 * (1 + Math.abs(should[i]))));
    }
  }

  private Tensor linear(Ops on, Activation activation, Shape x, Shape weight, Shape bias) {
    List<Tensor> all = Accuracy.operands(on, x, weight, bias);
    Tensor small = on.affine(all.get(1), 0.1, 0);
    return on.linear(all.get(0), small, all.get(2), activation);
  }

  @Test
  void gradientsOfAnotherShape_areRefused() {
    Tensor x = ops.full(1, Shape.of(4, 3));
    Tensor weight = ops.full(1, Shape.of(3, 5));
    Tensor out = ops.full(1, Shape.of(4, 5));
    Tensor row = ops.full(1, Shape.of(1, 5));
    assertThatThrownBy(() -> ops.linearGrad(x, weight, out, Activation.TANH, row, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("linearGrad: output and gradient must both be (4, 5), got (4, 5) and (1, 5)");
    Tensor image = ops.full(1, Shape.of(2, 4, 4, 1));
    Tensor kernel = ops.full(1, Shape.of(1, 3, 3, 1));
    Window window = Window.of(1, 1);
    Tensor one = ops.full(1, Shape.of(1, 4, 4, 1));
    Activation tanh = Activation.TANH;
    assertThatThrownBy(() -> ops.convolutionGrad(image, kernel, image, tanh, one, window, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("convolutionGrad: output and gradient must both be (2, 4, 4, 1)");
    assertThatThrownBy(
            () -> ops.transposedConvolutionGrad(image, kernel, image, tanh, one, window, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("transposedConvolutionGrad: output and gradient must both be");
  }

  @ParameterizedTest
  @EnumSource
  void linear_finishesItsSumsInEitherWay(Activation activation) {
    for (int[] size : new int[][] {{5, 9, 7}, {70, 30, 66}, {20, 784, 51}, {3, 0, 5}}) {
      Shape x = Shape.of(1, size[0], size[1]);
      Shape weight = Shape.of(size[1], size[2]);
      Shape bias = Shape.of(size[2]);
      assertNear(
          linear(ops, activation, x, weight, bias), linear(oracle, activation, x, weight, bias));
    }
    assertThat(Product.single(20, 51, 784, false, false).plan(false).isSplit()).isTrue();
    assertThat(Product.single(70, 66, 30, false, false).plan(false).isSplit()).isFalse();
  }

  private LinearGradient linearGrad(Ops on, Activation activation, int rows, int in, int out) {
    List<Tensor> all =
        Accuracy.operands(
            on, Shape.of(rows, in), Shape.of(in, out), Shape.of(rows, out), Shape.of(1, rows, out));
    Tensor output = on.tanh(all.get(2));
    Tensor gradient = on.affine(on.reshape(all.get(3), Shape.of(rows, out)), 0.01, 0);
    return on.linearGrad(all.get(0), all.get(1), output, activation, gradient, true);
  }

  @ParameterizedTest
  @CsvSource({
    "TANH, 0, 5, 7",
    "IDENTITY, 0, 5, 7",
    "TANH, 4, 3, 0",
    "IDENTITY, 4, 3, 0",
    "TANH, 128, 33, 40",
    "SIGMOID, 3001, 5, 33",
    "RELU, 20000, 3, 1",
    "IDENTITY, 3001, 5, 33"
  })
  void linearGrad_sumsItsRowsHoweverMany(Activation activation, int rows, int in, int out) {
    LinearGradient actual = linearGrad(ops, activation, rows, in, out);
    LinearGradient expected = linearGrad(oracle, activation, rows, in, out);
    assertNear(actual.input(), expected.input());
    assertNear(actual.weight(), expected.weight());
    assertNear(actual.bias(), expected.bias());
  }
}
