package io.github.vae4j.nd4j;

import io.github.vae4j.api.math.SpecialFunctions;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.ShapeRules;
import io.github.vae4j.api.tensor.Tensor;

/** The operations of one scope; here the adjoints. */
final class Nd4jOps extends Nd4jFused implements Ops {
  Nd4jOps(Nd4jScope scope) {
    super(scope);
  }

  @Override
  public Backend backend() {
    return scope.backend();
  }

  @Override
  public boolean recording() {
    return false;
  }

  @Override
  public int depth() {
    return scope.depth();
  }

  @Override
  public boolean open() {
    return scope.isOpen();
  }

  @Override
  public Tensor activationGrad(
      Activation activation, Tensor input, Tensor output, Tensor gradient) {
    if (activation == Activation.IDENTITY) {
      return part("activationGrad", gradient, 0, gradient.shape());
    }
    if (activation == Activation.SILU) {
      return siluGrad(input, output, gradient);
    }
    Shape shape = Shape.broadcast("activationGrad", output.shape(), gradient.shape());
    Stretched y = stretched("activationGrad", output, shape);
    Stretched g = stretched("activationGrad", gradient, shape);
    return filled(
        "activationGrad",
        shape,
        (from, n, s) -> {
          g.read(from, s.a, n);
          y.read(from, s.b, n);
          Activations.gradient(activation, s.b, s.a, n, s);
        });
  }

  private Tensor siluGrad(Tensor input, Tensor output, Tensor gradient) {
    Shape both = Shape.broadcast("activationGrad", input.shape(), output.shape());
    Shape shape = Shape.broadcast("activationGrad", both, gradient.shape());
    Stretched x = stretched("activationGrad", input, shape);
    Stretched y = stretched("activationGrad", output, shape);
    Stretched g = stretched("activationGrad", gradient, shape);
    return filled(
        "activationGrad",
        shape,
        (from, n, s) -> {
          x.read(from, s.b, n);
          Transcendental.sigmoid(s.b, s.b, n, s);
          y.read(from, s.c, n);
          g.read(from, s.a, n);
          Kernels.siluGrad(s.b, s.c, s.a, s.a, n);
        });
  }

  @Override
  public LinearGradient linearGrad(
      Tensor x,
      Tensor weight,
      Tensor output,
      Activation activation,
      Tensor gradient,
      boolean wantsInput) {
    ShapeRules.requireDifferentiableFromOutput("linearGrad", activation);
    Shape bias = Shape.of(weight.shape().rank() == 2 ? weight.shape().dim(1) : 0);
    Shape shape = ShapeRules.linear(x.shape(), weight.shape(), bias);
    if (!output.shape().equals(shape) || !gradient.shape().equals(shape)) {
      throw new IllegalArgumentException(
          "linearGrad: output and gradient must both be "
              + shape
              + ", got "
              + output.shape()
              + " and "
              + gradient.shape());
    }
    LinearAdjoint adjoint =
        new LinearAdjoint(
            span("linearGrad", x),
            span("linearGrad", weight),
            span("linearGrad", output),
            span("linearGrad", gradient),
            activation,
            ShapeRules.rows(x.shape()).dim(0),
            weight.shape().dim(0),
            weight.shape().dim(1));
    Nd4jTensor inInput = wantsInput ? result("linearGrad", x.shape()) : null;
    Nd4jTensor inWeight = result("linearGrad", weight.shape());
    Nd4jTensor inBias = result("linearGrad", bias);
    adjoint.run(
        inInput == null ? null : inInput.span("linearGrad"),
        inWeight.span("linearGrad"),
        inBias.span("linearGrad"),
        scope.backend());
    return new LinearGradient(inInput, inWeight, inBias);
  }

  @Override
  public Tensor bernoulliGrad(Tensor x, Tensor logits, Tensor gradient) {
    Shape column = gradient.shape().append(1);
    Shape wide = Shape.broadcast("bernoulliGrad", x.shape(), logits.shape());
    Shape shape = Shape.broadcast("bernoulliGrad", column, wide);
    Stretched target = stretched("bernoulliGrad", x, shape);
    Stretched a = stretched("bernoulliGrad", logits, shape);
    Stretched g = Stretched.of(span("bernoulliGrad", gradient), column, shape);
    return filled(
        "bernoulliGrad",
        shape,
        (from, n, s) -> {
          a.read(from, s.b, n);
          Transcendental.sigmoid(s.b, s.b, n, s);
          target.read(from, s.c, n);
          g.read(from, s.a, n);
          Kernels.productOfDifference(s.a, s.c, s.b, s.a, n);
        });
  }

  @Override
  public Tensor reparameteriseGrad(Tensor logVariance, Tensor noise, Tensor gradient) {
    Shape scaled = Shape.broadcast("reparameteriseGrad", logVariance.shape(), noise.shape());
    Shape shape = Shape.broadcast("reparameteriseGrad", gradient.shape(), scaled);
    Stretched spread = stretched("reparameteriseGrad", logVariance, shape);
    Stretched epsilon = stretched("reparameteriseGrad", noise, shape);
    Stretched g = stretched("reparameteriseGrad", gradient, shape);
    return filled(
        "reparameteriseGrad",
        shape,
        (from, n, s) -> {
          spread.read(from, s.b, n);
          Kernels.affine(s.b, 0.5f, 0, s.b, n);
          Transcendental.exp(s.b, s.b, n, s);
          epsilon.read(from, s.c, n);
          Kernels.mul(s.b, s.c, s.b, n);
          g.read(from, s.a, n);
          Kernels.halfProduct(s.a, s.b, s.a, n);
        });
  }

  @Override
  public Tensor standardNormalKlGrad(Tensor logVariance, Tensor gradient) {
    Shape shape = Shape.broadcast("standardNormalKlGrad", logVariance.shape(), gradient.shape());
    Stretched spread = stretched("standardNormalKlGrad", logVariance, shape);
    Stretched g = stretched("standardNormalKlGrad", gradient, shape);
    return filled(
        "standardNormalKlGrad",
        shape,
        (from, n, s) -> {
          spread.read(from, s.b, n);
          Transcendental.expm1(s.b, s.b, n, s);
          g.read(from, s.a, n);
          Kernels.halfProduct(s.a, s.b, s.a, n);
        });
  }

  @Override
  public Tensor digammaGrad(Tensor x, Tensor gradient) {
    return zip(
        "digammaGrad",
        x,
        gradient,
        (v, g, out, n) -> {
          for (int i = 0; i < n; i++) {
            out[i] = (float) (g[i] * SpecialFunctions.trigamma(v[i]));
          }
        });
  }
}
