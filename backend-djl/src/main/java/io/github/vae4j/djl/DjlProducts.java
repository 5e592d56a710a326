package io.github.vae4j.djl;

import io.github.vae4j.api.tensor.LinearAlgebra;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.ShapeRules;
import io.github.vae4j.api.tensor.Tensor;

/** Matrix operations over the last two axes. */
abstract class DjlProducts extends DjlReductions implements LinearAlgebra {
  /** An inner axis along which a running sum in single precision would lose digits. */
  private static final int LONG = 1 << 14;

  DjlProducts(DjlScope scope) {
    super(scope);
  }

  @Override
  public final Tensor matmul(Tensor a, Tensor b, boolean transposeA, boolean transposeB) {
    Shape shape = ShapeRules.matmul(a.shape(), b.shape(), transposeA, transposeB);
    String kernel = a.shape().dim(transposeA ? -2 : -1) > LONG ? "longMatmul" : "matmul";
    return callKernel(kernel, "matmul", shape, a, b, transposeA, transposeB);
  }

  @Override
  public final Tensor triangularSolve(
      Tensor triangle, Tensor right, boolean lower, boolean transpose) {
    Shape shape = ShapeRules.triangularSolve(triangle.shape(), right.shape());
    return call("triangularSolve", shape, triangle, right, lower, transpose);
  }
}
