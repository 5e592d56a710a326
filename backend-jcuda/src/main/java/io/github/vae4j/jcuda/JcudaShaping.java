package io.github.vae4j.jcuda;

import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Shaping;
import io.github.vae4j.api.tensor.Tensor;
import java.util.List;

/** Operations that move entries. */
abstract class JcudaShaping extends JcudaArithmetic implements Shaping {
  JcudaShaping(JcudaScope scope) {
    super(scope);
  }

  @Override
  public Tensor reshape(Tensor x, Shape shape) {
    throw new UnsupportedOperationException("reshape");
  }

  @Override
  public Tensor permute(Tensor x, int... axes) {
    throw new UnsupportedOperationException("permute");
  }

  @Override
  public Tensor broadcastTo(Tensor x, Shape shape) {
    throw new UnsupportedOperationException("broadcastTo");
  }

  @Override
  public Tensor slice(Tensor x, int axis, int from, int to) {
    throw new UnsupportedOperationException("slice");
  }

  @Override
  public Tensor pad(Tensor x, int axis, int before, int after) {
    throw new UnsupportedOperationException("pad");
  }

  @Override
  public Tensor concat(List<Tensor> parts, int axis) {
    throw new UnsupportedOperationException("concat");
  }

  @Override
  public Tensor gather(Tensor table, Tensor rows) {
    throw new UnsupportedOperationException("gather");
  }

  @Override
  public Tensor scatterAdd(Tensor rows, Tensor updates, int count) {
    throw new UnsupportedOperationException("scatterAdd");
  }
}
