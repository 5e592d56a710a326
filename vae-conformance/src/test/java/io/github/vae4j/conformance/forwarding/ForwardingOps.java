package io.github.vae4j.conformance.forwarding;

import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.RandomStream;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.api.tensor.Window;
import java.util.List;

/** Operations that hand every call on; a subclass lies in one of them. */
public class ForwardingOps implements Ops {
  private final ForwardingBackend backend;
  private final Ops inner;

  /** Makes operations of a backend on those of the backend it forwards to. */
  public ForwardingOps(ForwardingBackend backend, Ops inner) {
    this.backend = backend;
    this.inner = inner;
  }

  /** Returns the operations that calls are handed on to. */
  protected final Ops inner() {
    return inner;
  }

  /** Returns the operand of the inner operations behind a tensor. */
  protected final Tensor raw(Tensor x) {
    return backend.raw(x);
  }

  /** Returns a result of the inner operations as one of these. */
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
  public Tensor add(Tensor a, Tensor b) {
    return made(inner.add(raw(a), raw(b)));
  }

  @Override
  public Tensor sub(Tensor a, Tensor b) {
    return made(inner.sub(raw(a), raw(b)));
  }

  @Override
  public Tensor mul(Tensor a, Tensor b) {
    return made(inner.mul(raw(a), raw(b)));
  }

  @Override
  public Tensor div(Tensor a, Tensor b) {
    return made(inner.div(raw(a), raw(b)));
  }

  @Override
  public Tensor maximum(Tensor a, Tensor b) {
    return made(inner.maximum(raw(a), raw(b)));
  }

  @Override
  public Tensor minimum(Tensor a, Tensor b) {
    return made(inner.minimum(raw(a), raw(b)));
  }

  @Override
  public Tensor affine(Tensor x, double scale, double shift) {
    return made(inner.affine(raw(x), scale, shift));
  }

  @Override
  public Tensor power(Tensor x, double exponent) {
    return made(inner.power(raw(x), exponent));
  }

  @Override
  public Tensor clamp(Tensor x, double low, double high) {
    return made(inner.clamp(raw(x), low, high));
  }

  @Override
  public Tensor abs(Tensor x) {
    return made(inner.abs(raw(x)));
  }

  @Override
  public Tensor sign(Tensor x) {
    return made(inner.sign(raw(x)));
  }

  @Override
  public Tensor floor(Tensor x) {
    return made(inner.floor(raw(x)));
  }

  @Override
  public Tensor exp(Tensor x) {
    return made(inner.exp(raw(x)));
  }

  @Override
  public Tensor expm1(Tensor x) {
    return made(inner.expm1(raw(x)));
  }

  @Override
  public Tensor log(Tensor x) {
    return made(inner.log(raw(x)));
  }

  @Override
  public Tensor log1p(Tensor x) {
    return made(inner.log1p(raw(x)));
  }

  @Override
  public Tensor sqrt(Tensor x) {
    return made(inner.sqrt(raw(x)));
  }

  @Override
  public Tensor sin(Tensor x) {
    return made(inner.sin(raw(x)));
  }

  @Override
  public Tensor cos(Tensor x) {
    return made(inner.cos(raw(x)));
  }

  @Override
  public Tensor tanh(Tensor x) {
    return made(inner.tanh(raw(x)));
  }

  @Override
  public Tensor sigmoid(Tensor x) {
    return made(inner.sigmoid(raw(x)));
  }

  @Override
  public Tensor softplus(Tensor x) {
    return made(inner.softplus(raw(x)));
  }

  @Override
  public Tensor relu(Tensor x) {
    return made(inner.relu(raw(x)));
  }

  @Override
  public Tensor erf(Tensor x) {
    return made(inner.erf(raw(x)));
  }

  @Override
  public Tensor normalQuantile(Tensor p) {
    return made(inner.normalQuantile(raw(p)));
  }

  @Override
  public Tensor lgamma(Tensor x) {
    return made(inner.lgamma(raw(x)));
  }

  @Override
  public Tensor digamma(Tensor x) {
    return made(inner.digamma(raw(x)));
  }

  @Override
  public Tensor equal(Tensor a, Tensor b) {
    return made(inner.equal(raw(a), raw(b)));
  }

  @Override
  public Tensor less(Tensor a, Tensor b) {
    return made(inner.less(raw(a), raw(b)));
  }

  @Override
  public Tensor lessOrEqual(Tensor a, Tensor b) {
    return made(inner.lessOrEqual(raw(a), raw(b)));
  }

  @Override
  public Tensor select(Tensor condition, Tensor yes, Tensor no) {
    return made(inner.select(raw(condition), raw(yes), raw(no)));
  }

  @Override
  public Tensor stopGradient(Tensor x) {
    return made(inner.stopGradient(raw(x)));
  }

  @Override
  public Tensor sum(Tensor x, boolean keep, int... axes) {
    return made(inner.sum(raw(x), keep, axes));
  }

  @Override
  public Tensor max(Tensor x, boolean keep, int... axes) {
    return made(inner.max(raw(x), keep, axes));
  }

  @Override
  public Tensor logSumExp(Tensor x, boolean keep, int... axes) {
    return made(inner.logSumExp(raw(x), keep, axes));
  }

  @Override
  public Tensor argmax(Tensor x, int axis) {
    return made(inner.argmax(raw(x), axis));
  }

  @Override
  public Tensor cumulativeSum(Tensor x, int axis, boolean reverse) {
    return made(inner.cumulativeSum(raw(x), axis, reverse));
  }

  @Override
  public Tensor reshape(Tensor x, Shape shape) {
    return made(inner.reshape(raw(x), shape));
  }

  @Override
  public Tensor permute(Tensor x, int... axes) {
    return made(inner.permute(raw(x), axes));
  }

  @Override
  public Tensor broadcastTo(Tensor x, Shape shape) {
    return made(inner.broadcastTo(raw(x), shape));
  }

  @Override
  public Tensor slice(Tensor x, int axis, int from, int to) {
    return made(inner.slice(raw(x), axis, from, to));
  }

  @Override
  public Tensor pad(Tensor x, int axis, int before, int after) {
    return made(inner.pad(raw(x), axis, before, after));
  }

  @Override
  public Tensor concat(List<Tensor> parts, int axis) {
    return made(inner.concat(parts.stream().map(this::raw).toList(), axis));
  }

  @Override
  public Tensor gather(Tensor table, Tensor rows) {
    return made(inner.gather(raw(table), raw(rows)));
  }

  @Override
  public Tensor scatterAdd(Tensor rows, Tensor updates, int count) {
    return made(inner.scatterAdd(raw(rows), raw(updates), count));
  }

  @Override
  public Tensor matmul(Tensor a, Tensor b, boolean transposeA, boolean transposeB) {
    return made(inner.matmul(raw(a), raw(b), transposeA, transposeB));
  }

  @Override
  public Tensor triangularSolve(Tensor triangle, Tensor right, boolean lower, boolean transpose) {
    return made(inner.triangularSolve(raw(triangle), raw(right), lower, transpose));
  }

  @Override
  public Tensor conv2d(Tensor x, Tensor kernel, Window window) {
    return made(inner.conv2d(raw(x), raw(kernel), window));
  }

  @Override
  public Tensor convTranspose2d(Tensor x, Tensor kernel, Window window, int height, int width) {
    return made(inner.convTranspose2d(raw(x), raw(kernel), window, height, width));
  }

  @Override
  public Tensor convWeightGrad(
      Tensor image, Tensor gradient, Window window, int kernelHeight, int kernelWidth) {
    return made(inner.convWeightGrad(raw(image), raw(gradient), window, kernelHeight, kernelWidth));
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
