package io.github.vae4j.conformance.forwarding;

import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.RandomStream;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.api.tensor.Window;

/** Operations that hand every call on; a subclass lies in one of them. */
public class ForwardingOps extends ForwardingPrimitives implements Ops {
  /** Makes operations of a backend on those of the backend it forwards to. */
  public ForwardingOps(ForwardingBackend backend, Ops inner) {
    super(backend, inner);
  }

  @Override
  protected Tensor made(Tensor result) {
    return live(result);
  }

  /** Returns a tensor of the inner operations as one of these, as it is. */
  protected final Tensor live(Tensor view) {
    return new ForwardingTensor(view, this);
  }

  @Override
  public Backend backend() {
    return backend;
  }

  @Override
  public boolean recording() {
    return inner.recording();
  }

  @Override
  public int depth() {
    return inner.depth();
  }

  @Override
  public boolean open() {
    return inner.open();
  }

  @Override
  public Tensor tensor(float[] values, Shape shape) {
    return made(inner.tensor(values, shape));
  }

  @Override
  public Tensor tensor(double[] values, Shape shape) {
    return made(inner.tensor(values, shape));
  }

  @Override
  public Tensor full(double value, Shape shape) {
    return made(inner.full(value, shape));
  }

  @Override
  public Tensor range(int count) {
    return made(inner.range(count));
  }

  @Override
  public Tensor view(State state, long offset, Shape shape) {
    return live(inner.view(ForwardingState.raw(state), offset, shape));
  }

  @Override
  public Tensor uniform(RandomStream stream, Shape shape) {
    return made(inner.uniform(stream, shape));
  }

  @Override
  public Tensor normal(RandomStream stream, Shape shape) {
    return made(inner.normal(stream, shape));
  }

  @Override
  public Tensor activate(Activation activation, Tensor x) {
    Tensor result = inner.activate(activation, raw(x));
    return result == raw(x) ? x : made(result);
  }

  @Override
  public Tensor linear(Tensor x, Tensor weight, Tensor bias, Activation activation) {
    return made(inner.linear(raw(x), raw(weight), raw(bias), activation));
  }

  @Override
  public Tensor convolution(
      Tensor x, Tensor kernel, Tensor bias, Window window, Activation activation) {
    return made(inner.convolution(raw(x), raw(kernel), raw(bias), window, activation));
  }

  @Override
  public Tensor transposedConvolution(
      Tensor x,
      Tensor kernel,
      Tensor bias,
      Window window,
      int height,
      int width,
      Activation activation) {
    return made(
        inner.transposedConvolution(
            raw(x), raw(kernel), raw(bias), window, height, width, activation));
  }

  @Override
  public Tensor logSoftmax(Tensor x) {
    return made(inner.logSoftmax(raw(x)));
  }

  @Override
  public Tensor bernoulliLogProb(Tensor x, Tensor logits) {
    return made(inner.bernoulliLogProb(raw(x), raw(logits)));
  }

  @Override
  public Tensor normalLogProb(Tensor x, Tensor mean, Tensor logVariance) {
    return made(inner.normalLogProb(raw(x), raw(mean), raw(logVariance)));
  }

  @Override
  public Tensor standardNormalKl(Tensor mean, Tensor logVariance) {
    return made(inner.standardNormalKl(raw(mean), raw(logVariance)));
  }

  @Override
  public Tensor reparameterise(Tensor mean, Tensor logVariance, Tensor noise) {
    return made(inner.reparameterise(raw(mean), raw(logVariance), raw(noise)));
  }

  @Override
  public Tensor activationGrad(
      Activation activation, Tensor input, Tensor output, Tensor gradient) {
    Tensor result = inner.activationGrad(activation, raw(input), raw(output), raw(gradient));
    return result == raw(gradient) ? gradient : made(result);
  }

  @Override
  public LinearGradient linearGrad(
      Tensor x,
      Tensor weight,
      Tensor output,
      Activation activation,
      Tensor gradient,
      boolean wantsInput) {
    LinearGradient g =
        inner.linearGrad(raw(x), raw(weight), raw(output), activation, raw(gradient), wantsInput);
    Tensor input = g.input() == null ? null : made(g.input());
    return new LinearGradient(input, made(g.weight()), made(g.bias()));
  }

  @Override
  public ConvolutionGradient convolutionGrad(
      Tensor x,
      Tensor kernel,
      Tensor output,
      Activation activation,
      Tensor gradient,
      Window window,
      boolean wantsInput) {
    return made(
        inner.convolutionGrad(
            raw(x), raw(kernel), raw(output), activation, raw(gradient), window, wantsInput));
  }

  @Override
  public ConvolutionGradient transposedConvolutionGrad(
      Tensor x,
      Tensor kernel,
      Tensor output,
      Activation activation,
      Tensor gradient,
      Window window,
      boolean wantsInput) {
    return made(
        inner.transposedConvolutionGrad(
            raw(x), raw(kernel), raw(output), activation, raw(gradient), window, wantsInput));
  }

  private ConvolutionGradient made(ConvolutionGradient g) {
    Tensor input = g.input() == null ? null : made(g.input());
    return new ConvolutionGradient(input, made(g.kernel()), made(g.bias()));
  }

  @Override
  public Tensor bernoulliGrad(Tensor x, Tensor logits, Tensor gradient) {
    return made(inner.bernoulliGrad(raw(x), raw(logits), raw(gradient)));
  }

  @Override
  public Tensor reparameteriseGrad(Tensor logVariance, Tensor noise, Tensor gradient) {
    return made(inner.reparameteriseGrad(raw(logVariance), raw(noise), raw(gradient)));
  }

  @Override
  public Tensor standardNormalKlGrad(Tensor logVariance, Tensor gradient) {
    return made(inner.standardNormalKlGrad(raw(logVariance), raw(gradient)));
  }

  @Override
  public Tensor digammaGrad(Tensor x, Tensor gradient) {
    return made(inner.digammaGrad(raw(x), raw(gradient)));
  }

  @Override
  public Tensor sumTo(Tensor gradient, Shape shape) {
    return made(inner.sumTo(raw(gradient), shape));
  }
}
