package io.github.vae4j.djl;

import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.ConvolutionRules;
import io.github.vae4j.api.tensor.Fused;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.ShapeRules;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.api.tensor.Window;

/** Operations of several primitives in one kernel. */
abstract class DjlFused extends DjlConvolutions implements Fused {
  DjlFused(DjlScope scope) {
    super(scope);
  }

  @Override
  public final Tensor activate(Activation activation, Tensor x) {
    return activation == Activation.IDENTITY
        ? same("activate", x)
        : call("activate", x.shape(), x, activation.name());
  }

  @Override
  public final Tensor linear(Tensor x, Tensor weight, Tensor bias, Activation activation) {
    Shape shape = ShapeRules.linear(x.shape(), weight.shape(), bias.shape());
    Shape rows = ShapeRules.rows(x.shape());
    if (!rows.equals(x.shape())) {
      return reshape(linear(reshape(x, rows), weight, bias, activation), shape);
    }
    return callKernel(
        product("linear", x, weight), "linear", shape, x, weight, bias, activation.name());
  }

  /** Returns the kernel for a layer of rows of x. */
  final String product(String kernel, Tensor x, Tensor weight) {
    return scope.backend().kernels().product(kernel, x.shape().size() * weight.shape().dim(1));
  }

  @Override
  public final Tensor convolution(
      Tensor x, Tensor kernel, Tensor bias, Window window, Activation activation) {
    Shape shape = ConvolutionRules.convolution(x.shape(), kernel.shape(), bias.shape(), window);
    return call(
        "convolution", shape, x, kernel, bias, stride(window), padding(window), activation.name());
  }

  @Override
  public final Tensor transposedConvolution(
      Tensor x,
      Tensor kernel,
      Tensor bias,
      Window window,
      int height,
      int width,
      Activation activation) {
    Shape shape =
        ConvolutionRules.transposedConvolution(
            x.shape(), kernel.shape(), bias.shape(), window, height, width);
    return call(
        "transposedConvolution",
        shape,
        x,
        kernel,
        bias,
        stride(window),
        padding(window),
        new int[] {height, width},
        activation.name());
  }

  @Override
  public final Tensor logSoftmax(Tensor x) {
    x.shape().axis("logSoftmax", -1);
    return call("logSoftmax", x.shape(), x);
  }

  @Override
  public final Tensor bernoulliLogProb(Tensor x, Tensor logits) {
    Shape shape = ShapeRules.rowwise("bernoulliLogProb", x.shape(), logits.shape());
    return call("bernoulliLogProb", shape, x, logits);
  }

  @Override
  public final Tensor normalLogProb(Tensor x, Tensor mean, Tensor logVariance) {
    Shape parameters = Shape.broadcast("normalLogProb", mean.shape(), logVariance.shape());
    Shape shape = ShapeRules.rowwise("normalLogProb", x.shape(), parameters);
    return call("normalLogProb", shape, x, mean, logVariance);
  }

  @Override
  public final Tensor standardNormalKl(Tensor mean, Tensor logVariance) {
    Shape shape = Shape.broadcast("standardNormalKl", mean.shape(), logVariance.shape());
    return call("standardNormalKl", shape, mean, logVariance);
  }

  @Override
  public final Tensor reparameterise(Tensor mean, Tensor logVariance, Tensor noise) {
    Shape scaled = Shape.broadcast("reparameterise", logVariance.shape(), noise.shape());
    Shape shape = Shape.broadcast("reparameterise", mean.shape(), scaled);
    return call("reparameterise", shape, mean, logVariance, noise);
  }
}
