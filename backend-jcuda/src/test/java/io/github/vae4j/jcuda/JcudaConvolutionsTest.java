package io.github.vae4j.jcuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.api.tensor.ConvolutionRules;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.api.tensor.Window;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Convolutions by every tile and in splits, on the emulated driver in random order. */
class JcudaConvolutionsTest extends BesideReference {
  private void check(Accuracy.Call call, Shape... shapes) {
    Tensor actual = call.apply(ops, Accuracy.operands(ops, shapes));
    assertThat(Accuracy.error(actual, oracle, call, shapes)).isLessThan(16 * Accuracy.UNIT);
  }

  /** Images of (batch, size, size, in) with a kernel of (out, side, side, in). */
  @ParameterizedTest(name = "{0} of {1} x {1} x {2}, to {4} by {3} x {3}, stride {5}, pad {6}")
  @CsvSource({
    "2, 28, 1, 4, 32, 2, 1",
    "2, 14, 32, 4, 64, 2, 1",
    "3, 7, 64, 3, 66, 1, 1",
    "1, 13, 4, 3, 5, 2, 0",
    "2, 9, 3, 2, 4, 3, 1",
    "4, 5, 8, 5, 3, 1, 0",
    "1, 9, 4, 1, 4, 3, 0",
    "1, 4, 64, 2, 128, 1, 0",
    "2, 14, 128, 4, 32, 2, 0",
    "8, 14, 4, 3, 128, 1, 0",
  })
  void allThree_giveTheReference(
      int batch, int size, int in, int side, int out, int stride, int pad) {
    Window window = Window.of(stride, pad);
    Shape image = Shape.of(batch, size, size, in);
    Shape kernel = Shape.of(out, side, side, in);
    Shape result = ConvolutionRules.conv2d(image, kernel, window);
    check((o, x) -> o.conv2d(x.get(0), x.get(1), window), image, kernel);
    check((o, x) -> o.convTranspose2d(x.get(0), x.get(1), window, size, size), result, kernel);
    check((o, x) -> o.convWeightGrad(x.get(0), x.get(1), window, side, side), image, result);
  }

  /** By sizes of above, so that each kernel of convolutions runs. */
  @Test
  void tiles_areAllTaken() {
    assertThat(images(1, 4, 64, 2, 128, 1).plan(false).tile()).isEqualTo(Tile.MEDIUM);
    assertThat(images(2, 14, 128, 4, 32, 2).plan(false).tile()).isEqualTo(Tile.TALL);
    assertThat(images(4, 5, 8, 5, 3, 1).plan(false).tile()).isEqualTo(Tile.NARROW);
    assertThat(images(8, 14, 4, 3, 128, 1).planOfWeights(false).tile()).isEqualTo(Tile.MEDIUM);
    assertThat(images(4, 5, 8, 5, 3, 1).planOfWeights(false).tile()).isEqualTo(Tile.SMALL);
  }

  private static Correlation images(int batch, int size, int in, int side, int out, int stride) {
    Window window = Window.of(stride, 0);
    Shape image = Shape.of(batch, size, size, in);
    Shape kernel = Shape.of(out, side, side, in);
    Shape result = ConvolutionRules.conv2d(image, kernel, window);
    return JcudaConvolutions.correlation(image, result, kernel, window, false);
  }

  @ParameterizedTest
  @CsvSource({"2, 3, 0, 1", "1, 2, 2, 0"})
  void windowsThatDifferByAxis_giveTheReference(
      int strideHeight, int strideWidth, int padHeight, int padWidth) {
    Window window = new Window(strideHeight, strideWidth, padHeight, padWidth);
    Shape image = Shape.of(2, 9, 12, 4);
    Shape kernel = Shape.of(8, 3, 5, 4);
    Shape result = ConvolutionRules.conv2d(image, kernel, window);
    check((o, x) -> o.conv2d(x.get(0), x.get(1), window), image, kernel);
    check((o, x) -> o.convTranspose2d(x.get(0), x.get(1), window, 9, 12), result, kernel);
    check((o, x) -> o.convWeightGrad(x.get(0), x.get(1), window, 3, 5), image, result);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 3"})
  void partsThatBeginAnywhere_giveTheReference(int from, int count) {
    Shape image = Shape.of(6, 5, 5, 3);
    Shape kernel = Shape.of(4, 3, 3, 3);
    check(
        (o, x) -> {
          Tensor some = o.slice(x.get(0), 0, from, from + count);
          return o.conv2d(some, x.get(1), Window.of(1, 1));
        },
        image,
        kernel);
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void noImages_giveNothing(boolean transposed) {
    List<Tensor> x = Accuracy.operands(ops, Shape.of(0, 4, 4, 2), Shape.of(2, 2, 2, 2));
    Window window = Window.of(2, 0);
    Tensor result =
        transposed
            ? ops.convTranspose2d(x.get(0), x.get(1), window, 8, 8)
            : ops.conv2d(x.get(0), x.get(1), window);
    assertThat(result.toFloats()).isEmpty();
  }
}
