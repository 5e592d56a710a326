package io.github.vae4j.jcuda;

import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Adjoints;
import io.github.vae4j.api.tensor.ConvolutionRules;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.ShapeRules;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.api.tensor.Window;
import org.jspecify.annotations.Nullable;

/** Layers, each in one launch, and their gradients. */
abstract class JcudaLayers extends JcudaCreation implements Adjoints {
  JcudaLayers(JcudaScope scope) {
    super(scope);
  }

  @Override
  public final Tensor linear(Tensor x, Tensor weight, Tensor bias, Activation activation) {
    Shape shape = ShapeRules.linear(x.shape(), weight.shape(), bias.shape());
    JcudaTensor result = result("linear", shape);
    Shape rows = ShapeRules.rows(x.shape());
    multiply(
        "linear",
        Product.single(rows.dim(0), weight.shape().dim(1), rows.dim(1), false, false),
        address("linear", x),
        address("linear", weight),
        address("linear", bias),
        activation,
        result.address("linear"));
    return result;
  }

  @Override
  public final LinearGradient linearGrad(
      Tensor x,
      Tensor weight,
      Tensor output,
      Activation activation,
      Tensor gradient,
      boolean wantsInput) {
    ShapeRules.requireDifferentiableFromOutput("linearGrad", activation);
    Shape bias = Shape.of(weight.shape().rank() == 2 ? weight.shape().dim(1) : 0);
    Shape shape = ShapeRules.linear(x.shape(), weight.shape(), bias);
    requireOutput("linearGrad", shape, output, gradient);
    int rows = ShapeRules.rows(x.shape()).dim(0);
    int in = weight.shape().dim(0);
    int out = weight.shape().dim(1);
    JcudaTensor inInput = wantsInput ? result("linearGrad", x.shape()) : null;
    JcudaTensor inWeight = result("linearGrad", weight.shape());
    JcudaTensor inBias = result("linearGrad", bias);
    long from = address("linearGrad", x);
    long w = address("linearGrad", weight);
    backward(
        new Outgoing("linearGrad", output, activation, gradient, inBias),
        inner ->
            multiply(
                "linearGrad",
                Product.single(in, out, rows, true, false),
                from,
                inner,
                inWeight.address("linearGrad")),
        inner -> {
          if (inInput != null) {
            multiply(
                "linearGrad",
                Product.single(rows, in, out, false, true),
                inner,
                w,
                inInput.address("linearGrad"));
          }
        });
    return new LinearGradient(inInput, inWeight, inBias);
  }

  @Override
  public final Tensor convolution(
      Tensor x, Tensor kernel, Tensor bias, Window window, Activation activation) {
    Shape shape = ConvolutionRules.convolution(x.shape(), kernel.shape(), bias.shape(), window);
    Correlation correlation = correlation(x.shape(), shape, kernel.shape(), window, false);
    long b = address("convolution", bias);
    return correlated("convolution", correlation, x, kernel, b, activation);
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
    Correlation correlation = correlation(x.shape(), shape, kernel.shape(), window, true);
    long b = address("transposedConvolution", bias);
    return correlated("transposedConvolution", correlation, x, kernel, b, activation);
  }

  @Override
  public final ConvolutionGradient convolutionGrad(
      Tensor x,
      Tensor kernel,
      Tensor output,
      Activation activation,
      Tensor gradient,
      Window window,
      boolean wantsInput) {
    ShapeRules.requireDifferentiableFromOutput("convolutionGrad", activation);
    Shape images = x.shape();
    Shape k = kernel.shape();
    Shape shape = ConvolutionRules.conv2d(images, k, window);
    requireOutput("convolutionGrad", shape, output, gradient);
    return gradients(
        new Outgoing(
            "convolutionGrad",
            output,
            activation,
            gradient,
            result("convolutionGrad", Shape.of(k.dim(0)))),
        x,
        kernel,
        wantsInput ? correlation(output.shape(), images, k, window, true) : null,
        correlation(images, output.shape(), k, window, false),
        false);
  }

  @Override
  public final ConvolutionGradient transposedConvolutionGrad(
      Tensor x,
      Tensor kernel,
      Tensor output,
      Activation activation,
      Tensor gradient,
      Window window,
      boolean wantsInput) {
    ShapeRules.requireDifferentiableFromOutput("transposedConvolutionGrad", activation);
    Shape images = output.shape();
    Shape k = kernel.shape();
    Shape shape =
        ConvolutionRules.convTranspose2d(x.shape(), k, window, images.dim(1), images.dim(2));
    requireOutput("transposedConvolutionGrad", shape, output, gradient);
    Correlation back = correlation(images, x.shape(), k, window, false);
    return gradients(
        new Outgoing(
            "transposedConvolutionGrad",
            output,
            activation,
            gradient,
            result("transposedConvolutionGrad", Shape.of(k.dim(3)))),
        x,
        kernel,
        wantsInput ? back : null,
        back,
        true);
  }

  /**
   * Returns the gradients of a convolution.
   *
   * @param inInput which gives the gradient in x out of that of the output
   * @param inKernel whose adjoint in the kernel is the gradient in it
   * @param gathersGradient whether that gathers from the gradient of the output and weighs x, and
   *     not the other way about
   */
  private ConvolutionGradient gradients(
      Outgoing outgoing,
      Tensor x,
      Tensor kernel,
      @Nullable Correlation inInput,
      Correlation inKernel,
      boolean gathersGradient) {
    String operation = outgoing.operation();
    long from = address(operation, x);
    long k = address(operation, kernel);
    JcudaTensor ofInput = inInput == null ? null : result(operation, x.shape());
    JcudaTensor ofKernel = result(operation, kernel.shape());
    backward(
        outgoing,
        inner -> {
          long images = gathersGradient ? inner : from;
          long positions = gathersGradient ? from : inner;
          weigh(operation, inKernel, images, positions, ofKernel.address(operation));
        },
        inner -> {
          if (inInput != null && ofInput != null) {
            long to = ofInput.address(operation);
            correlate(operation, inInput, inner, k, NO_BIAS, Activation.IDENTITY, to);
          }
        });
    return new ConvolutionGradient(ofInput, ofKernel, outgoing.inBias());
  }

  /** Refuses what is not of the shape of a layer's output: kernels would read beside it. */
  private static void requireOutput(String operation, Shape shape, Tensor output, Tensor gradient) {
    if (!output.shape().equals(shape) || !gradient.shape().equals(shape)) {
      throw new IllegalArgumentException(
          operation
              + ": output and gradient must both be "
              + shape
              + ", got "
              + output.shape()
              + " and "
              + gradient.shape());
    }
  }

  /** What is known of a layer's output, (…, out), when its gradients are computed. */
  private record Outgoing(
      String operation,
      Tensor output,
      Activation activation,
      Tensor gradient,
      JcudaTensor inBias) {}

  /** Writes a gradient, given the address of gradient · f′. */
  private interface Backward {
    void run(long inner);
  }

  /** Takes the gradient through the activation, and then runs two gradients beside each other. */
  private void backward(Outgoing outgoing, Backward first, Backward second) {
    String operation = outgoing.operation();
    long gradient = address(operation, outgoing.gradient());
    long inBias = outgoing.inBias().address(operation);
    Shape rows = ShapeRules.rows(outgoing.output().shape());
    Fold fold = new Fold(1, rows.dim(0), rows.dim(1));
    if (outgoing.activation() == Activation.IDENTITY) {
      beside(
          () -> first.run(gradient),
          () -> {
            second.run(gradient);
            if (fold.size() > 0) {
              reduce(operation, "sum", fold, gradient, inBias);
            }
          });
      return;
    }
    long inner = scratch(operation, rows.size());
    throughActivation(outgoing, fold, gradient, inner, inBias);
    beside(() -> first.run(inner), () -> second.run(inner));
  }

  /** Writes gradient · f′ and the sums of its columns. */
  private void throughActivation(
      Outgoing outgoing, Fold fold, long gradient, long inner, long inBias) {
    String operation = outgoing.operation();
    if (fold.size() == 0) {
      return;
    }
    int share = fold.share();
    boolean whole = share == fold.length();
    Fold parts = whole ? fold : fold.ofParts(share);
    long sums = whole ? inBias : scratch(operation, (long) parts.length() * parts.size());
    launch(
        "through_activation",
        fold.blocks(share),
        gradient,
        address(operation, outgoing.output()),
        inner,
        sums,
        fold.length(),
        fold.inner(),
        Activations.code(outgoing.activation()),
        fold.columns(),
        share);
    if (!whole) {
      fold("sum", parts, parts.length(), sums, inBias);
    }
  }
}
