package io.github.vae4j.jcuda;

import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Window;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A convolution or its adjoints as a matrix product: a row for each position of the kernel, a term
 * for each place and channel under it, a column for each channel that is written. Transposed, each
 * phase of the stride is a product of its own, over every stride-th place under the kernel.
 *
 * @param from images that are gathered, (batch, height, width, channels)
 * @param to images of which each position has a pixel, likewise
 */
record Correlation(
    Shape from, Shape to, int kernelHeight, int kernelWidth, Window window, boolean transposed) {

  private int strideHeight() {
    return transposed ? window.strideHeight() : 1;
  }

  private int strideWidth() {
    return transposed ? window.strideWidth() : 1;
  }

  private int positionRows() {
    return quotient(to.dim(1), strideHeight());
  }

  private int positionColumns() {
    return quotient(to.dim(2), strideWidth());
  }

  private int tapColumns() {
    return quotient(kernelWidth, strideWidth());
  }

  /** Returns ⌈a / b⌉. */
  private static int quotient(int a, int b) {
    return (a + b - 1) / b;
  }

  /** Returns how many products there are. */
  int phases() {
    return strideHeight() * strideWidth();
  }

  /** Returns the positions of one phase. */
  int positions() {
    return to.dim(0) * positionRows() * positionColumns();
  }

  /** Returns the places and channels under the kernel, of one phase. */
  int taps() {
    return quotient(kernelHeight, strideHeight()) * tapColumns() * from.dim(3);
  }

  int outputs() {
    return to.dim(3);
  }

  /** Returns how the sums over the taps are cut. */
  TilePlan plan(boolean tf32) {
    Tile[] tiles = {Tile.MEDIUM, Tile.TALL, Tile.NARROW};
    return TilePlan.of(
        phases(), positions(), outputs(), taps(), Arrays.copyOf(tiles, tf32 ? 1 : tiles.length));
  }

  /** Returns how the sums over the positions are cut, which are the adjoint in the kernel. */
  TilePlan planOfWeights(boolean tf32) {
    Tile[] tiles = {Tile.MEDIUM, Tile.SMALL};
    return TilePlan.of(
        1, outputs(), taps(), positions(), Arrays.copyOf(tiles, tf32 ? 1 : tiles.length));
  }

  /**
   * Returns the members of the structure {@code Correlation} of {@code convolution.cu}.
   *
   * @param size of the result
   * @param activation its {@linkplain Activations#code code}
   */
  int[] members(TilePlan plan, int size, int activation) {
    int[] y = axis(window.strideHeight(), window.padHeight(), kernelHeight, 1);
    int[] x = axis(window.strideWidth(), window.padWidth(), kernelWidth, 2);
    int[] counts = {transposed ? 1 : 0, positions(), taps(), outputs()};
    int[] rest = {plan.depth(), size, activation};
    return Stream.of(
            y,
            x,
            counts,
            Divisor.of(positionRows() * positionColumns()),
            Divisor.of(positionColumns()),
            Divisor.of(tapColumns()),
            Divisor.of(Math.max(1, from.dim(3))),
            rest)
        .flatMapToInt(IntStream::of)
        .toArray();
  }

  private int[] axis(int stride, int pad, int kernel, int axis) {
    return new int[] {stride, pad, from.dim(axis), kernel, to.dim(axis)};
  }
}
