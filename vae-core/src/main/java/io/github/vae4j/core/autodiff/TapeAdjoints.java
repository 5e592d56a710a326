package io.github.vae4j.core.autodiff;

import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.api.tensor.Window;

/** Adjoints run on constants only: their own derivatives are not recorded. */
abstract class TapeAdjoints extends TapeFused {
  TapeAdjoints(Ops raw) {
    super(raw);
  }

  @Override
  public final Tensor activationGrad(
      Activation activation, Tensor input, Tensor output, Tensor gradient) {
    requireConstants("activationGrad", input, output, gradient);
    return raw.activationGrad(activation, input, output, gradient);
  }

  @Override
  public final LinearGradient linearGrad(
      Tensor x,
      Tensor weight,
      Tensor output,
      Activation activation,
      Tensor gradient,
      boolean wantsInput) {
    requireConstants("linearGrad", x, weight, output, gradient);
    return raw.linearGrad(x, weight, output, activation, gradient, wantsInput);
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
    requireConstants("convolutionGrad", x, kernel, output, gradient);
    return raw.convolutionGrad(x, kernel, output, activation, gradient, window, wantsInput);
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
    requireConstants("transposedConvolutionGrad", x, kernel, output, gradient);
    return raw.transposedConvolutionGrad(
        x, kernel, output, activation, gradient, window, wantsInput);
  }

  @Override
  public final Tensor bernoulliGrad(Tensor x, Tensor logits, Tensor gradient) {
    requireConstants("bernoulliGrad", x, logits, gradient);
    return raw.bernoulliGrad(x, logits, gradient);
  }

  @Override
  public final Tensor reparameteriseGrad(Tensor logVariance, Tensor noise, Tensor gradient) {
    requireConstants("reparameteriseGrad", logVariance, noise, gradient);
    return raw.reparameteriseGrad(logVariance, noise, gradient);
  }

  @Override
  public final Tensor standardNormalKlGrad(Tensor logVariance, Tensor gradient) {
    requireConstants("standardNormalKlGrad", logVariance, gradient);
    return raw.standardNormalKlGrad(logVariance, gradient);
  }

  @Override
  public final Tensor digammaGrad(Tensor x, Tensor gradient) {
    requireConstants("digammaGrad", x, gradient);
    return raw.digammaGrad(x, gradient);
  }

  @Override
  public final Tensor sumTo(Tensor gradient, Shape shape) {
    requireConstants("sumTo", gradient);
    return raw.sumTo(gradient, shape);
  }

  private void requireConstants(String operation, Tensor... operands) {
    for (Tensor operand : operands) {
      if (value(operation, operand) != operand) {
        throw new IllegalArgumentException(
            operation
                + ": adjoints are not differentiated, and an operand of shape "
                + operand.shape()
                + " is recorded; use its stopGradient(), or compose the operation of primitives");
      }
    }
  }
}
