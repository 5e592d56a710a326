package io.github.vae4j.core.nn;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.Initializer;
import io.github.vae4j.api.model.Parameter;
import io.github.vae4j.api.model.Pass;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.api.tensor.Window;

/**
 * A transposed convolution with bias and activation, which enlarges images to the size that a
 * {@link Convolution} with the same kernel and window would have read. Parameters: {@code weight}
 * (in, kernel, kernel, out) and {@code bias} (out). Immutable.
 */
public final class TransposedConvolution implements Layer {
  private final Parameter weight;
  private final Parameter bias;
  private final Window window;
  private final int height;
  private final int width;
  private final Activation activation;

  private TransposedConvolution(
      Parameter weight,
      Parameter bias,
      Window window,
      int height,
      int width,
      Activation activation) {
    this.weight = weight;
    this.bias = bias;
    this.window = window;
    this.height = height;
    this.width = width;
    this.activation = activation;
  }

  /**
   * Declares a layer that begins as PyTorch's does: with {@link Initializers#kaimingUniform}, the
   * fan being the number of outputs that one input reaches, out · kernel².
   *
   * @param in channels of what it reads
   * @param out channels of what it gives
   * @param kernel height and width of the kernel
   * @param height rows of what it gives
   * @param width columns of what it gives
   * @throws IllegalArgumentException if a number is below 1
   */
  public static TransposedConvolution of(
      BuildContext context,
      int in,
      int out,
      int kernel,
      Window window,
      int height,
      int width,
      Activation activation) {
    Images.requirePositive("TransposedConvolution", in, out, kernel);
    Images.requireSize("TransposedConvolution", height, width);
    Initializer uniform = Initializers.kaimingUniform(out * kernel * kernel);
    return new TransposedConvolution(
        context.parameter("weight", Shape.of(in, kernel, kernel, out), uniform),
        context.parameter("bias", Shape.of(out), uniform),
        window,
        height,
        width,
        activation);
  }

  /**
   * Returns the enlarged images.
   *
   * @param x (…, h, w, in), with the h and w that a convolution of height × width gives
   * @return (…, height, width, out)
   * @throws IllegalArgumentException if x has other channels or another size
   */
  @Override
  public Tensor apply(Pass pass, Tensor x) {
    return Images.together(
        "TransposedConvolution",
        x,
        images ->
            pass.ops()
                .transposedConvolution(
                    images,
                    pass.value(weight),
                    pass.value(bias),
                    window,
                    height,
                    width,
                    activation));
  }
}
