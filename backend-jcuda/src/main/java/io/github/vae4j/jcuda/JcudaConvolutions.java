package io.github.vae4j.jcuda;

import io.github.vae4j.api.tensor.Convolutions;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.api.tensor.Window;

/** Convolutions. */
abstract class JcudaConvolutions extends JcudaProducts implements Convolutions {
  JcudaConvolutions(JcudaScope scope) {
    super(scope);
  }

  @Override
  public Tensor conv2d(Tensor x, Tensor kernel, Window window) {
    throw new UnsupportedOperationException("conv2d");
  }

  @Override
  public Tensor convTranspose2d(Tensor x, Tensor kernel, Window window, int height, int width) {
    throw new UnsupportedOperationException("convTranspose2d");
  }

  @Override
  public Tensor convWeightGrad(
      Tensor image, Tensor gradient, Window window, int kernelHeight, int kernelWidth) {
    throw new UnsupportedOperationException("convWeightGrad");
  }
}
