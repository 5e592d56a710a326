package io.github.vae4j.api.tensor;

import org.jspecify.annotations.Nullable;

/**
 * Derivatives of other operations in one call. The tape calls them in its backward pass and refuses
 * to differentiate them.
 */
public interface Adjoints extends Fused {
  /**
   * Returns gradient · f′, with f′ computed from the function's input or output.
   *
   * @param input x
   * @param output f(x)
   */
  default Tensor activationGrad(
      Activation activation, Tensor input, Tensor output, Tensor gradient) {
    return switch (activation) {
      case IDENTITY -> gradient;
      case RELU -> mul(gradient, less(full(0, Shape.scalar()), output));
      case TANH -> mul(gradient, affine(mul(output, output), -1, 1));
      case SIGMOID -> mul(gradient, mul(output, affine(output, -1, 1)));
      case SOFTPLUS -> mul(gradient, affine(expm1(affine(output, -1, 0)), -1, 0));
      case SILU -> {
        Tensor s = sigmoid(input);
        yield mul(gradient, add(s, mul(output, affine(s, -1, 1))));
      }
    };
  }

  /**
   * Returns the gradients of {@link #linear}.
   *
   * @param output f(x · W + b); {@code activation} must be {@linkplain
   *     Activation#differentiableFromOutput differentiable from it}
   * @param gradient with respect to the output, of its shape
   * @param wantsInput whether the gradient in x is asked for
   */
  default LinearGradient linearGrad(
      Tensor x,
      Tensor weight,
      Tensor output,
      Activation activation,
      Tensor gradient,
      boolean wantsInput) {
    ShapeRules.requireDifferentiableFromOutput("linearGrad", activation);
    Tensor inner = activationGrad(activation, output, output, gradient);
    Tensor rows = reshape(x, ShapeRules.rows(x.shape()));
    Tensor g = reshape(inner, ShapeRules.rows(inner.shape()));
    return new LinearGradient(
        wantsInput ? reshape(matmul(g, weight, false, true), x.shape()) : null,
        matmul(rows, g, true, false),
        sum(g, false, 0));
  }

  /**
   * Gradients of {@link #linear}.
   *
   * @param input of the shape of x; null where it was not asked for
   * @param weight (in, out)
   * @param bias (out)
   */
  record LinearGradient(@Nullable Tensor input, Tensor weight, Tensor bias) {}

  /**
   * Returns the gradients of {@link #convolution}.
   *
   * @param x (batch, height, width, in)
   * @param kernel (out, kernelHeight, kernelWidth, in)
   * @param output f(x ∗ K + b); {@code activation} must be {@linkplain
   *     Activation#differentiableFromOutput differentiable from it}
   * @param gradient with respect to the output, of its shape
   * @param window of the forward operation
   * @param wantsInput whether the gradient in x is asked for
   * @throws IllegalArgumentException if the activation is not differentiable from its output
   */
  default ConvolutionGradient convolutionGrad(
      Tensor x,
      Tensor kernel,
      Tensor output,
      Activation activation,
      Tensor gradient,
      Window window,
      boolean wantsInput) {
    ShapeRules.requireDifferentiableFromOutput("convolutionGrad", activation);
    Tensor g = activationGrad(activation, output, output, gradient);
    Shape k = kernel.shape();
    return new ConvolutionGradient(
        wantsInput ? convTranspose2d(g, kernel, window, x.shape().dim(1), x.shape().dim(2)) : null,
        convWeightGrad(x, g, window, k.dim(1), k.dim(2)),
        sum(g, false, 0, 1, 2));
  }

  /**
   * Returns the gradients of {@link #transposedConvolution}.
   *
   * @param x (batch, h, w, in)
   * @param kernel (in, kernelHeight, kernelWidth, out)
   * @param output what it gave; {@code activation} must be {@linkplain
   *     Activation#differentiableFromOutput differentiable from it}
   * @param gradient with respect to the output, of its shape
   * @param window of the forward operation
   * @param wantsInput whether the gradient in x is asked for
   * @throws IllegalArgumentException if the activation is not differentiable from its output
   */
  default ConvolutionGradient transposedConvolutionGrad(
      Tensor x,
      Tensor kernel,
      Tensor output,
      Activation activation,
      Tensor gradient,
      Window window,
      boolean wantsInput) {
    ShapeRules.requireDifferentiableFromOutput("transposedConvolutionGrad", activation);
    Tensor g = activationGrad(activation, output, output, gradient);
    Shape k = kernel.shape();
    return new ConvolutionGradient(
        wantsInput ? conv2d(g, kernel, window) : null,
        convWeightGrad(g, x, window, k.dim(1), k.dim(2)),
        sum(g, false, 0, 1, 2));
  }

  /**
   * Gradients of {@link #convolution} or {@link #transposedConvolution}.
   *
   * @param input of the shape of x; null where it was not asked for
   * @param kernel of the kernel's shape
   * @param bias (out)
   */
  record ConvolutionGradient(@Nullable Tensor input, Tensor kernel, Tensor bias) {}

  /**
   * Returns the gradient of {@link #bernoulliLogProb} in the logits: gradient · (x −
   * sigmoid(logits)), the gradient being one number a row.
   *
   * @param gradient (…, batch)
   * @return (…, batch, d)
   */
  default Tensor bernoulliGrad(Tensor x, Tensor logits, Tensor gradient) {
    Tensor rows = reshape(gradient, gradient.shape().append(1));
    return mul(rows, sub(x, sigmoid(logits)));
  }

  /**
   * Returns the gradient of {@link #reparameterise} in log σ², before any sum over broadcast axes:
   * gradient · ½ σ ε.
   *
   * @param noise ε
   */
  default Tensor reparameteriseGrad(Tensor logVariance, Tensor noise, Tensor gradient) {
    Shape scaled = Shape.broadcast("reparameteriseGrad", logVariance.shape(), noise.shape());
    Shape.broadcast("reparameteriseGrad", gradient.shape(), scaled);
    return affine(mul(gradient, mul(exp(affine(logVariance, 0.5, 0)), noise)), 0.5, 0);
  }

  /** Returns the gradient of {@link #standardNormalKl} in log σ²: gradient · ½ (σ² − 1). */
  default Tensor standardNormalKlGrad(Tensor logVariance, Tensor gradient) {
    Shape.broadcast("standardNormalKlGrad", logVariance.shape(), gradient.shape());
    return affine(mul(gradient, expm1(logVariance)), 0.5, 0);
  }

  /** Returns gradient · ψ′(x), the gradient of {@link #digamma}, for {@code x > 0}. */
  Tensor digammaGrad(Tensor x, Tensor gradient);

  /**
   * Returns a gradient summed over the axes along which a tensor of shape {@code shape} was
   * broadcast.
   *
   * @throws IllegalArgumentException if {@code shape} does not broadcast to that of {@code
   *     gradient}
   */
  default Tensor sumTo(Tensor gradient, Shape shape) {
    int[] axes = ShapeRules.broadcastAxes("sumTo", shape, gradient.shape());
    Tensor summed = axes.length == 0 ? gradient : sum(gradient, true, axes);
    return reshape(summed, shape);
  }
}
