package io.github.vae4j.core.nn;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.Initializer;
import io.github.vae4j.api.model.Parameter;
import io.github.vae4j.api.model.Pass;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;

/**
 * A fully connected layer, f(x · W + b), with parameters {@code weight} (in, out) and {@code bias}
 * (out). Immutable.
 */
public final class Dense implements Layer {
  private final Parameter weight;
  private final Parameter bias;
  private final Activation activation;

  private Dense(Parameter weight, Parameter bias, Activation activation) {
    this.weight = weight;
    this.bias = bias;
    this.activation = activation;
  }

  /**
   * Declares a layer that begins as PyTorch's does, {@link Initializers#kaimingUniform}.
   *
   * @param context names the parameters; use {@link BuildContext#within} where a component has
   *     several layers
   * @throws IllegalArgumentException if a width is below 1
   */
  public static Dense of(BuildContext context, int in, int out, Activation activation) {
    requireWidths(in, out);
    Initializer uniform = Initializers.kaimingUniform(in);
    return of(context, in, out, activation, uniform, uniform);
  }

  /**
   * Declares a layer with first values of its own.
   *
   * @throws IllegalArgumentException if a width is below 1
   */
  public static Dense of(
      BuildContext context,
      int in,
      int out,
      Activation activation,
      Initializer weight,
      Initializer bias) {
    requireWidths(in, out);
    return new Dense(
        context.parameter("weight", Shape.of(in, out), weight),
        context.parameter("bias", Shape.of(out), bias),
        activation);
  }

  /** Returns the length of the last axis of what it reads. */
  public int in() {
    return weight.shape().dim(0);
  }

  /** Returns the length of the last axis of what it gives. */
  public int out() {
    return weight.shape().dim(1);
  }

  /**
   * Returns f(x · W + b).
   *
   * @param x (…, in)
   * @return (…, out)
   * @throws IllegalArgumentException if the last axis of x is not {@link #in}; the message names
   *     both shapes
   */
  @Override
  public Tensor apply(Pass pass, Tensor x) {
    return pass.ops().linear(x, pass.value(weight), pass.value(bias), activation);
  }

  private static void requireWidths(int in, int out) {
    if (in < 1 || out < 1) {
      throw new IllegalArgumentException(
          "Dense: widths must be 1 or more, got " + in + " in and " + out + " out");
    }
  }
}
