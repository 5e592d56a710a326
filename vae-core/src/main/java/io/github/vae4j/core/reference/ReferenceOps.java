package io.github.vae4j.core.reference;

import io.github.vae4j.api.math.SpecialFunctions;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Tensor;

/**
 * The operations of one scope; fused operations and adjoints are the compositions that their
 * interfaces define.
 */
final class ReferenceOps extends ReferenceConvolutions implements Ops {
  ReferenceOps(ReferenceScope scope) {
    super(scope);
  }

  @Override
  public Tensor digammaGrad(Tensor x, Tensor gradient) {
    return zip("digammaGrad", x, gradient, (v, g) -> g * SpecialFunctions.trigamma(v));
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
}
