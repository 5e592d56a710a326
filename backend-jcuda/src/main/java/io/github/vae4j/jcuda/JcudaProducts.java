package io.github.vae4j.jcuda;

import io.github.vae4j.api.tensor.LinearAlgebra;
import io.github.vae4j.api.tensor.Tensor;

/** Matrix products. */
abstract class JcudaProducts extends JcudaReductions implements LinearAlgebra {
  JcudaProducts(JcudaScope scope) {
    super(scope);
  }

  @Override
  public Tensor matmul(Tensor a, Tensor b, boolean transposeA, boolean transposeB) {
    throw new UnsupportedOperationException("matmul");
  }

  @Override
  public Tensor triangularSolve(Tensor triangle, Tensor right, boolean lower, boolean transpose) {
    throw new UnsupportedOperationException("triangularSolve");
  }
}
