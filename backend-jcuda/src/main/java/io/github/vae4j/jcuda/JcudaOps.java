package io.github.vae4j.jcuda;

import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Tensor;

/** The operations of one scope; here the adjoints. */
final class JcudaOps extends JcudaFused implements Ops {
  JcudaOps(JcudaScope scope) {
    super(scope);
  }

  @Override
  public Backend backend() {
    return scope.backend();
  }

  @Override
  public boolean recording() {
    return false;
  }

  @Override
  public int depth() {
    return scope.depth();
  }

  @Override
  public boolean open() {
    return scope.isOpen();
  }

  @Override
  public Tensor digammaGrad(Tensor x, Tensor gradient) {
    throw new UnsupportedOperationException("digammaGrad");
  }
}
