package io.github.vae4j.core.autodiff;

import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.ShapeRules;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.api.tensor.Window;

/** Matrix operations, convolutions and their derivatives. */
abstract class TapeProducts extends TapeReductions {
  TapeProducts(Ops raw) {
    super(raw);
  }

  @Override
  public final Tensor matmul(Tensor a, Tensor b, boolean transposeA, boolean transposeB) {
    return binary(
        "matmul",
        a,
        b,
        (v, w) -> raw.matmul(v, w, transposeA, transposeB),
        (v, w, y, g) -> leftGrad(w, g, transposeA, transposeB),
        (v, w, y, g) -> rightGrad(v, g, w.shape().rank(), transposeA, transposeB));
  }

  /**
   * With A = op(a) and B = op(b): the gradient in A is g Bᵀ, in a its transpose where op
   * transposes.
   */
  private Tensor leftGrad(Tensor b, Tensor g, boolean transposeA, boolean transposeB) {
    return transposeA ? raw.matmul(b, g, transposeB, true) : raw.matmul(g, b, false, !transposeB);
  }

  /**
   * The gradient in B is Aᵀ g. One b for a batch of a takes all rows of the batch as those of one
   * matrix.
   */
  private Tensor rightGrad(Tensor a, Tensor g, int rank, boolean transposeA, boolean transposeB) {
    boolean together = rank == 2 && a.shape().rank() > 2 && !transposeA;
    Tensor left = together ? raw.reshape(a, ShapeRules.rows(a.shape())) : a;
    Tensor right = together ? raw.reshape(g, ShapeRules.rows(g.shape())) : g;
    return transposeB
        ? raw.matmul(right, left, true, transposeA)
        : raw.matmul(left, right, !transposeA, false);
  }

  @Override
  public final Tensor triangularSolve(
      Tensor triangle, Tensor right, boolean lower, boolean transpose) {
    Tensor t = value("triangularSolve", triangle);
    Tensor x = raw.triangularSolve(t, value("triangularSolve", right), lower, transpose);
    Rule rule =
        (g, into) -> {
          Tensor inner = raw.triangularSolve(t, g, lower, !transpose);
          into.add(right, () -> summed(right, inner));
          into.add(triangle, () -> summed(triangle, triangleGrad(inner, x, lower, transpose)));
        };
    return record(x, rule, triangle, right);
  }

  /** −(T⁻ᵀ g) Xᵀ on the triangle that was read, transposed where it was. */
  private Tensor triangleGrad(Tensor inner, Tensor x, boolean lower, boolean transpose) {
    Tensor full = transpose ? raw.matmul(x, inner, false, true) : raw.matmul(inner, x, false, true);
    int n = x.shape().dim(-2);
    Tensor column = raw.range(n);
    Tensor row = raw.reshape(column, Shape.of(n, 1));
    Tensor read = lower ? raw.lessOrEqual(column, row) : raw.lessOrEqual(row, column);
    return raw.select(read, neg(full), number(0));
  }

  @Override
  public final Tensor conv2d(Tensor x, Tensor kernel, Window window) {
    return binary(
        "conv2d",
        x,
        kernel,
        (v, w) -> raw.conv2d(v, w, window),
        (v, w, y, g) -> raw.convTranspose2d(g, w, window, v.shape().dim(1), v.shape().dim(2)),
        (v, w, y, g) -> raw.convWeightGrad(v, g, window, w.shape().dim(1), w.shape().dim(2)));
  }

  @Override
  public final Tensor convTranspose2d(
      Tensor x, Tensor kernel, Window window, int height, int width) {
    return binary(
        "convTranspose2d",
        x,
        kernel,
        (v, w) -> raw.convTranspose2d(v, w, window, height, width),
        (v, w, y, g) -> raw.conv2d(g, w, window),
        (v, w, y, g) -> raw.convWeightGrad(g, v, window, w.shape().dim(1), w.shape().dim(2)));
  }

  @Override
  public final Tensor convWeightGrad(
      Tensor image, Tensor gradient, Window window, int kernelHeight, int kernelWidth) {
    return binary(
        "convWeightGrad",
        image,
        gradient,
        (v, w) -> raw.convWeightGrad(v, w, window, kernelHeight, kernelWidth),
        (v, w, y, g) -> raw.convTranspose2d(w, g, window, v.shape().dim(1), v.shape().dim(2)),
        (v, w, y, g) -> raw.conv2d(v, g, window));
  }
}
