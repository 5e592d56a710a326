package io.github.vae4j.jcuda;

import io.github.vae4j.api.tensor.Reductions;
import io.github.vae4j.api.tensor.Tensor;

/** Operations along axes. */
abstract class JcudaReductions extends JcudaShaping implements Reductions {
  JcudaReductions(JcudaScope scope) {
    super(scope);
  }

  @Override
  public Tensor sum(Tensor x, boolean keep, int... axes) {
    throw new UnsupportedOperationException("sum");
  }

  @Override
  public Tensor max(Tensor x, boolean keep, int... axes) {
    throw new UnsupportedOperationException("max");
  }

  @Override
  public Tensor logSumExp(Tensor x, boolean keep, int... axes) {
    throw new UnsupportedOperationException("logSumExp");
  }

  @Override
  public Tensor argmax(Tensor x, int axis) {
    throw new UnsupportedOperationException("argmax");
  }

  @Override
  public Tensor cumulativeSum(Tensor x, int axis, boolean reverse) {
    throw new UnsupportedOperationException("cumulativeSum");
  }
}
