package io.github.vae4j.core.autodiff;

import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Adjoints.ConvolutionGradient;
import io.github.vae4j.api.tensor.Adjoints.LinearGradient;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.ShapeRules;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.api.tensor.Window;

/**
 * Products with a bias and an activation. An activation that is not differentiable from its output
 * is recorded apart.
 */
abstract class TapeLayers extends TapeProducts {
  TapeLayers(Ops raw) {
    super(raw);
  }

  @Override
  public final Tensor activate(Activation activation, Tensor x) {
    return unary("activate", x, v -> raw.activate(activation, v), slope(activation));
  }

  @Override
  public final Tensor linear(Tensor x, Tensor weight, Tensor bias, Activation activation) {
    if (!activation.differentiableFromOutput()) {
      return activate(activation, linear(x, weight, bias, Activation.IDENTITY));
    }
    Tensor v = value("linear", x);
    Tensor w = value("linear", weight);
    Tensor y = raw.linear(v, w, value("linear", bias), activation);
    Rule rule =
        (g, into) -> {
          if (!into.needs(weight) && !into.needs(bias)) {
            into.add(x, () -> inputGrad(v, w, raw.activationGrad(activation, y, y, g)));
            return;
          }
          LinearGradient slopes = raw.linearGrad(v, w, y, activation, g, into.needs(x));
          Tensor input = slopes.input();
          if (input != null) {
            into.add(x, () -> input);
          }
          into.add(weight, slopes::weight);
          into.add(bias, slopes::bias);
        };
    return record(y, rule, x, weight, bias);
  }

  /** g Wᵀ, all leading axes together. */
  private Tensor inputGrad(Tensor x, Tensor weight, Tensor g) {
    Tensor rows = raw.reshape(g, ShapeRules.rows(g.shape()));
    return raw.reshape(raw.matmul(rows, weight, false, true), x.shape());
  }

  @Override
  public final Tensor convolution(
      Tensor x, Tensor kernel, Tensor bias, Window window, Activation activation) {
    if (!activation.differentiableFromOutput()) {
      return activate(activation, convolution(x, kernel, bias, window, Activation.IDENTITY));
    }
    Tensor v = value("convolution", x);
    Tensor k = value("convolution", kernel);
    Tensor y = raw.convolution(v, k, value("convolution", bias), window, activation);
    int height = v.shape().dim(1);
    int width = v.shape().dim(2);
    Rule rule =
        (g, into) -> {
          if (!into.needs(kernel) && !into.needs(bias)) {
            Tensor inner = raw.activationGrad(activation, y, y, g);
            into.add(x, () -> raw.convTranspose2d(inner, k, window, height, width));
            return;
          }
          add(
              raw.convolutionGrad(v, k, y, activation, g, window, into.needs(x)),
              into,
              x,
              kernel,
              bias);
        };
    return record(y, rule, x, kernel, bias);
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
    if (!activation.differentiableFromOutput()) {
      return activate(
          activation,
          transposedConvolution(x, kernel, bias, window, height, width, Activation.IDENTITY));
    }
    Tensor v = value("transposedConvolution", x);
    Tensor k = value("transposedConvolution", kernel);
    Tensor b = value("transposedConvolution", bias);
    Tensor y = raw.transposedConvolution(v, k, b, window, height, width, activation);
    Rule rule =
        (g, into) -> {
          if (!into.needs(kernel) && !into.needs(bias)) {
            Tensor inner = raw.activationGrad(activation, y, y, g);
            into.add(x, () -> raw.conv2d(inner, k, window));
            return;
          }
          add(
              raw.transposedConvolutionGrad(v, k, y, activation, g, window, into.needs(x)),
              into,
              x,
              kernel,
              bias);
        };
    return record(y, rule, x, kernel, bias);
  }

  private static void add(
      ConvolutionGradient slopes, Gradients into, Tensor x, Tensor kernel, Tensor bias) {
    Tensor input = slopes.input();
    if (input != null) {
      into.add(x, () -> input);
    }
    into.add(kernel, slopes::kernel);
    into.add(bias, slopes::bias);
  }
}
