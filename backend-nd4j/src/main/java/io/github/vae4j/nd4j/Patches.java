package io.github.vae4j.nd4j;

import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Window;
import java.util.Arrays;

/**
 * The patches of images under a moving kernel, as a matrix with one row a position, so that a
 * convolution is a matrix product.
 *
 * @param image (batch, height, width, channels)
 * @param rows kernel positions along the height
 * @param columns kernel positions along the width
 */
record Patches(
    Shape image, int kernelHeight, int kernelWidth, int rows, int columns, Window window) {
  /** Entries of the matrix that are made at a time, 16 MiB. */
  private static final int TOGETHER = 1 << 22;

  /** Entries of one patch. */
  int width() {
    return kernelHeight * kernelWidth * channels();
  }

  int positions() {
    return rows * columns;
  }

  /** Returns whether the matrix is the image as it is. */
  boolean isImage() {
    return kernelHeight == 1 && kernelWidth == 1 && window.equals(Window.of(1, 0));
  }

  /** How many images are worked on at a time. */
  int imagesTogether() {
    long one = Math.max(1, (long) positions() * width());
    return (int) Math.max(1, Math.min(image.dim(0), TOGETHER / one));
  }

  /** Writes the patches of some images. */
  void gather(Span images, int firstImage, int count, Span matrix, Workers workers) {
    workers.run(
        count * rows,
        (piece, s) -> {
          int position = piece * columns;
          int n = firstImage + piece / rows;
          for (int column = 0; column < columns; column++) {
            gatherOne(images, n, piece % rows, column, matrix, (position + column) * width(), s);
          }
        });
  }

  private void gatherOne(Span images, int n, int row, int column, Span matrix, int to, Scratch s) {
    int left = column * window.strideWidth() - window.padWidth();
    int from = Math.max(0, -left);
    int until = Math.min(kernelWidth, image.dim(2) - left);
    int line = kernelWidth * channels();
    for (int p = 0; p < kernelHeight; p++) {
      int y = row * window.strideHeight() - window.padHeight() + p;
      boolean inside = 0 <= y && y < image.dim(1) && from < until;
      if (!inside || until - from < kernelWidth) {
        zero(matrix, to + p * line, line, s);
      }
      if (inside) {
        matrix.copy(
            to + p * line + from * channels(),
            images,
            pixel(n, y, left + from),
            (until - from) * channels());
      }
    }
  }

  /**
   * Adds each row of the matrix to the pixels it was taken from; the images are zero at first.
   *
   * @param done is told of each image, as rows of the (pixels, channels) that all images are
   */
  void scatter(
      Span matrix, int firstImage, int count, Span images, Workers workers, Gemm.Done done) {
    workers.run(
        count,
        (i, s) -> {
          int n = firstImage + i;
          for (int y = 0; y < image.dim(1); y++) {
            zero(images, pixel(n, y, 0), image.dim(2) * channels(), s);
          }
          for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
              int at = ((i * rows + row) * columns + column) * width();
              scatterOne(matrix, at, images, n, row, column, s);
            }
          }
          int pixels = image.dim(1) * image.dim(2);
          done.part(n * pixels, pixels, 0, channels(), s);
        });
  }

  private void scatterOne(Span matrix, int at, Span images, int n, int row, int column, Scratch s) {
    int left = column * window.strideWidth() - window.padWidth();
    int from = Math.max(0, -left);
    int until = Math.min(kernelWidth, image.dim(2) - left);
    for (int p = 0; p < kernelHeight && from < until; p++) {
      int y = row * window.strideHeight() - window.padHeight() + p;
      if (0 <= y && y < image.dim(1)) {
        int source = at + (p * kernelWidth + from) * channels();
        add(images, pixel(n, y, left + from), matrix, source, (until - from) * channels(), s);
      }
    }
  }

  private static void add(Span into, int to, Span from, int at, int count, Scratch s) {
    for (int done = 0; done < count; done += Scratch.TILE) {
      int n = Math.min(Scratch.TILE, count - done);
      into.read(to + done, s.a, n);
      from.read(at + done, s.b, n);
      Kernels.add(s.a, s.b, s.a, n);
      into.write(to + done, s.a, n);
    }
  }

  private static void zero(Span into, int to, int count, Scratch s) {
    Arrays.fill(s.c, 0, Math.min(Scratch.TILE, count), 0f);
    for (int done = 0; done < count; done += Scratch.TILE) {
      into.write(to + done, s.c, Math.min(Scratch.TILE, count - done));
    }
  }

  private int pixel(int n, int y, int x) {
    return ((n * image.dim(1) + y) * image.dim(2) + x) * channels();
  }

  private int channels() {
    return image.dim(3);
  }
}
