package io.github.vae4j.api.tensor;

/**
 * Operations composed of primitives, which a backend may override for speed with the same result
 * within rounding.
 */
public interface Fused
    extends Arithmetic, Creation, Reductions, Shaping, LinearAlgebra, Convolutions {
  /** log 2π. */
  double LOG_TWO_PI = Math.log(2 * Math.PI);

  /** Returns f(x). */
  default Tensor activate(Activation activation, Tensor x) {
    return switch (activation) {
      case IDENTITY -> x;
      case RELU -> relu(x);
      case TANH -> tanh(x);
      case SIGMOID -> sigmoid(x);
      case SOFTPLUS -> softplus(x);
      case SILU -> mul(x, sigmoid(x));
    };
  }

  /**
   * Returns f(x · W + b).
   *
   * @param x (…, in), rank 1 or more
   * @param weight (in, out)
   * @param bias (out)
   * @return (…, out)
   */
  default Tensor linear(Tensor x, Tensor weight, Tensor bias, Activation activation) {
    Shape result = ShapeRules.linear(x.shape(), weight.shape(), bias.shape());
    Tensor rows = reshape(x, ShapeRules.rows(x.shape()));
    return reshape(activate(activation, add(matmul(rows, weight, false, false), bias)), result);
  }

  /**
   * Returns f(x ∗ K + b), {@link #conv2d} with a bias and an activation.
   *
   * @param x (batch, height, width, in)
   * @param kernel (out, kernelHeight, kernelWidth, in)
   * @param bias (out)
   * @return the shape of {@link #conv2d}
   * @throws IllegalArgumentException if channels differ, the bias has not one number for each of
   *     {@code out}, or the padded image is smaller than the kernel
   */
  default Tensor convolution(
      Tensor x, Tensor kernel, Tensor bias, Window window, Activation activation) {
    ConvolutionRules.convolution(x.shape(), kernel.shape(), bias.shape(), window);
    return activate(activation, add(conv2d(x, kernel, window), bias));
  }

  /**
   * Returns {@link #convTranspose2d} with a bias and an activation.
   *
   * @param x (batch, h, w, in)
   * @param kernel (in, kernelHeight, kernelWidth, out)
   * @param bias (out)
   * @param height rows of the result, as in {@link #convTranspose2d}
   * @param width columns of the result, likewise
   * @return (batch, height, width, out)
   * @throws IllegalArgumentException if channels differ, the bias has not one number for each of
   *     {@code out}, or {@link #conv2d} of height × width does not give h × w
   */
  default Tensor transposedConvolution(
      Tensor x,
      Tensor kernel,
      Tensor bias,
      Window window,
      int height,
      int width,
      Activation activation) {
    ConvolutionRules.transposedConvolution(
        x.shape(), kernel.shape(), bias.shape(), window, height, width);
    return activate(activation, add(convTranspose2d(x, kernel, window, height, width), bias));
  }

  /** Returns log softmax along the last axis, x − log Σ eˣ. */
  default Tensor logSoftmax(Tensor x) {
    return sub(x, logSumExp(x, true, x.shape().axis("logSoftmax", -1)));
  }

  /**
   * Returns log p(x) in nats under independent Bernoulli variables with the given logits a, summed
   * over the last axis: Σ x·a − softplus(a). For grey x in [0, 1] this is a bound's term, not a
   * density.
   *
   * @param x (batch, d), or any shape that broadcasts to that of the logits
   * @param logits (…, batch, d)
   * @return (…, batch)
   */
  default Tensor bernoulliLogProb(Tensor x, Tensor logits) {
    ShapeRules.rowwise("bernoulliLogProb", x.shape(), logits.shape());
    return sum(sub(mul(x, logits), softplus(logits)), false, -1);
  }

  /**
   * Returns log N(x; μ, σ²) in nats, summed over the last axis: −½ Σ (x − μ)² / σ² + log σ² + log
   * 2π. All three broadcast.
   *
   * @return the broadcast shape without its last axis
   */
  default Tensor normalLogProb(Tensor x, Tensor mean, Tensor logVariance) {
    ShapeRules.rowwise(
        "normalLogProb",
        x.shape(),
        Shape.broadcast("normalLogProb", mean.shape(), logVariance.shape()));
    Tensor residual = sub(x, mean);
    Tensor squares = mul(mul(residual, residual), exp(affine(logVariance, -1, 0)));
    return affine(sum(affine(add(squares, logVariance), 1, LOG_TWO_PI), false, -1), -0.5, 0);
  }

  /**
   * Returns KL(N(μ, σ²) ‖ N(0, 1)) in nats, one number an entry: ½ (μ² + σ² − 1 − log σ²). Kingma
   * and Welling 2014, appendix B.
   */
  default Tensor standardNormalKl(Tensor mean, Tensor logVariance) {
    Shape.broadcast("standardNormalKl", mean.shape(), logVariance.shape());
    Tensor spread = sub(expm1(logVariance), logVariance);
    return affine(add(mul(mean, mean), spread), 0.5, 0);
  }

  /**
   * Returns μ + σ · ε with σ = exp(½ log σ²); all three broadcast. Kingma and Welling 2014, section
   * 2.4.
   */
  default Tensor reparameterise(Tensor mean, Tensor logVariance, Tensor noise) {
    Shape scaled = Shape.broadcast("reparameterise", logVariance.shape(), noise.shape());
    Shape.broadcast("reparameterise", mean.shape(), scaled);
    return add(mean, mul(exp(affine(logVariance, 0.5, 0)), noise));
  }
}
