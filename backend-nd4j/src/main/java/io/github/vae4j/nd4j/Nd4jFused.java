package io.github.vae4j.nd4j;

import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.ConvolutionRules;
import io.github.vae4j.api.tensor.Fused;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.ShapeRules;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.api.tensor.Window;

/** Operations that would be several passes over memory, in one. */
abstract class Nd4jFused extends Nd4jConvolutions implements Fused {
  Nd4jFused(Nd4jScope scope) {
    super(scope);
  }

  @Override
  public final Tensor activate(Activation activation, Tensor x) {
    if (activation == Activation.IDENTITY) {
      return part("activate", x, 0, x.shape());
    }
    return map("activate", x, (v, out, n, s) -> Activations.apply(activation, v, out, n, s));
  }

  @Override
  public final Tensor linear(Tensor x, Tensor weight, Tensor bias, Activation activation) {
    Shape shape = ShapeRules.linear(x.shape(), weight.shape(), bias.shape());
    Span in = span("linear", x);
    Span w = span("linear", weight);
    Span b = span("linear", bias);
    Nd4jTensor result = result("linear", shape);
    Span out = result.span("linear");
    int columns = weight.shape().dim(1);
    int rows = ShapeRules.rows(x.shape()).dim(0);
    new Gemm(rows, columns, weight.shape().dim(0), false, false)
        .run(in, w, out, false, workers, Activations.afterProduct(out, columns, b, activation));
    return result;
  }

  @Override
  public final Tensor convolution(
      Tensor x, Tensor kernel, Tensor bias, Window window, Activation activation) {
    ConvolutionRules.convolution(x.shape(), kernel.shape(), bias.shape(), window);
    Span b = span("convolution", bias);
    int channels = kernel.shape().dim(0);
    return convolved(
        "convolution",
        x,
        kernel,
        window,
        out -> Activations.afterProduct(out, channels, b, activation));
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
    ConvolutionRules.transposedConvolution(
        x.shape(), kernel.shape(), bias.shape(), window, height, width);
    Span b = span("transposedConvolution", bias);
    int channels = kernel.shape().dim(3);
    return transposed(
        "transposedConvolution",
        x,
        kernel,
        window,
        height,
        width,
        out -> Activations.afterProduct(out, channels, b, activation));
  }

  @Override
  public final Tensor logSoftmax(Tensor x) {
    Span in = span("logSoftmax", x);
    int width = x.shape().dim(x.shape().axis("logSoftmax", -1));
    Nd4jTensor result = result("logSoftmax", x.shape());
    Span out = result.span("logSoftmax");
    workers.pieces(
        width == 0 ? 0 : in.size() / width,
        rowsPerTile(width),
        (first, count, s) -> {
          for (int row = first; row < first + count; row++) {
            Lines.logSoftmax(in, row * width, width, out, s);
          }
        });
    return result;
  }

  @Override
  public final Tensor bernoulliLogProb(Tensor x, Tensor logits) {
    Shape shape = ShapeRules.rowwise("bernoulliLogProb", x.shape(), logits.shape());
    Shape wide = Shape.broadcast("bernoulliLogProb", x.shape(), logits.shape());
    Stretched target = stretched("bernoulliLogProb", x, wide);
    Stretched a = stretched("bernoulliLogProb", logits, wide);
    return rowSums(
        "bernoulliLogProb",
        shape,
        wide.dim(-1),
        1,
        (from, n, s) -> {
          a.read(from, s.b, n);
          target.read(from, s.c, n);
          Transcendental.bernoulli(s.b, s.c, s.a, n, s);
        });
  }

  @Override
  public final Tensor normalLogProb(Tensor x, Tensor mean, Tensor logVariance) {
    Shape parameters = Shape.broadcast("normalLogProb", mean.shape(), logVariance.shape());
    Shape shape = ShapeRules.rowwise("normalLogProb", x.shape(), parameters);
    Shape wide = Shape.broadcast("normalLogProb", x.shape(), parameters);
    Stretched v = stretched("normalLogProb", x, wide);
    Stretched mu = stretched("normalLogProb", mean, wide);
    Stretched spread = stretched("normalLogProb", logVariance, wide);
    return rowSums(
        "normalLogProb",
        shape,
        wide.dim(-1),
        -0.5f,
        (from, n, s) -> {
          v.read(from, s.a, n);
          mu.read(from, s.b, n);
          Kernels.sub(s.a, s.b, s.a, n);
          spread.read(from, s.b, n);
          Kernels.affine(s.b, -1, 0, s.c, n);
          Transcendental.exp(s.c, s.c, n, s);
          Kernels.normalTerm(s.a, s.c, s.b, (float) LOG_TWO_PI, s.a, n);
        });
  }

  @Override
  public final Tensor standardNormalKl(Tensor mean, Tensor logVariance) {
    Shape shape = Shape.broadcast("standardNormalKl", mean.shape(), logVariance.shape());
    Stretched mu = stretched("standardNormalKl", mean, shape);
    Stretched spread = stretched("standardNormalKl", logVariance, shape);
    return filled(
        "standardNormalKl",
        shape,
        (from, n, s) -> {
          mu.read(from, s.a, n);
          spread.read(from, s.b, n);
          Transcendental.expm1(s.b, s.c, n, s);
          Kernels.normalKl(s.a, s.c, s.b, s.a, n);
        });
  }

  @Override
  public final Tensor reparameterise(Tensor mean, Tensor logVariance, Tensor noise) {
    Shape scaled = Shape.broadcast("reparameterise", logVariance.shape(), noise.shape());
    Shape shape = Shape.broadcast("reparameterise", mean.shape(), scaled);
    Stretched mu = stretched("reparameterise", mean, shape);
    Stretched spread = stretched("reparameterise", logVariance, shape);
    Stretched epsilon = stretched("reparameterise", noise, shape);
    return filled(
        "reparameterise",
        shape,
        (from, n, s) -> {
          spread.read(from, s.b, n);
          Kernels.affine(s.b, 0.5f, 0, s.b, n);
          Transcendental.exp(s.b, s.b, n, s);
          mu.read(from, s.a, n);
          epsilon.read(from, s.c, n);
          Kernels.addProduct(s.a, s.b, s.c, s.a, n);
        });
  }

  private Tensor rowSums(
      String operation, Shape shape, int width, float factor, Workers.Piece entries) {
    Nd4jTensor result = result(operation, shape);
    Span out = result.span(operation);
    RowSums.of(out.size(), width, entries, out, factor, workers);
    return result;
  }
}
