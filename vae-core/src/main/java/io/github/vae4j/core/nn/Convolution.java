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
 * A convolutional layer, f(x ∗ K + b), with parameters {@code weight} (out, kernel, kernel, in) and
 * {@code bias} (out). Immutable.
 */
public final class Convolution implements Layer {
  private final Parameter weight;
  private final Parameter bias;
  private final Window window;
  private final Activation activation;

  private Convolution(Parameter weight, Parameter bias, Window window, Activation activation) {
    this.weight = weight;
    this.bias = bias;
    this.window = window;
    this.activation = activation;
  }

  /**
   * Declares a layer that begins as PyTorch's does, {@link Initializers#kaimingUniform}.
   *
   * @param in channels of what it reads
   * @param out channels of what it gives
   * @param kernel height and width of the kernel
   * @throws IllegalArgumentException if a number is below 1
   */
  public static Convolution of(
      BuildContext context, int in, int out, int kernel, Window window, Activation activation) {
    Images.requirePositive("Convolution", in, out, kernel);
    Initializer uniform = Initializers.kaimingUniform(in * kernel * kernel);
    return new Convolution(
        context.parameter("weight", Shape.of(out, kernel, kernel, in), uniform),
        context.parameter("bias", Shape.of(out), uniform),
        window,
        activation);
  }

  /**
   * Returns f(x ∗ K + b).
   *
   * @param x (…, height, width, in)
   * @return (…, h, w, out) with the h and w of {@link
   *     io.github.vae4j.api.tensor.Convolutions#conv2d}
   */
  @Override
  public Tensor apply(Pass pass, Tensor x) {
    return Images.together(
        "Convolution",
        x,
        images ->
            pass.ops()
                .convolution(images, pass.value(weight), pass.value(bias), window, activation));
  }
}
