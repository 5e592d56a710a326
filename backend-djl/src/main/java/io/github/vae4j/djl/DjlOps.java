package io.github.vae4j.djl;

import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.ShapeRules;
import io.github.vae4j.api.tensor.Tensor;
import java.util.List;

/** The operations of one scope; here the adjoints. */
final class DjlOps extends DjlFused implements Ops {
  DjlOps(DjlScope scope) {
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
      return same("activationGrad", gradient);
    }
    Shape shape = Shape.broadcast("activationGrad", output.shape(), gradient.shape());
    if (activation == Activation.SILU) {
      Shape wide = Shape.broadcast("activationGrad", input.shape(), shape);
      return callKernel("siluGrad", "activationGrad", wide, input, gradient);
    }
    return call("activationGrad", shape, output, gradient, activation.name());
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
    requireGradients(shape, output, gradient);
    Shape rows = ShapeRules.rows(x.shape());
    if (!rows.equals(x.shape())) {
      Shape wide = ShapeRules.rows(shape);
      LinearGradient flat =
          linearGrad(
              reshape(x, rows),
              weight,
              reshape(output, wide),
              activation,
              reshape(gradient, wide),
              wantsInput);
      Tensor inInput = flat.input() == null ? null : reshape(flat.input(), x.shape());
      return new LinearGradient(inInput, flat.weight(), flat.bias());
    }
    String name = activation.name();
    if (wantsInput) {
      List<Shape> shapes = List.of(x.shape(), weight.shape(), bias);
      List<DjlTensor> all =
          callForAll(
              product("linearGrad", x, weight),
              "linearGrad",
              shapes,
              x,
              weight,
              output,
              gradient,
              name);
      return new LinearGradient(all.get(0), all.get(1), all.get(2));
    }
    List<Shape> shapes = List.of(weight.shape(), bias);
    List<DjlTensor> both =
        callForAll(
            product("linearGradOfParameters", x, weight),
            "linearGrad",
            shapes,
            x,
            output,
            gradient,
            name);
    return new LinearGradient(null, both.get(0), both.get(1));
  }

  private static void requireGradients(Shape shape, Tensor output, Tensor gradient) {
    if (!output.shape().equals(shape) || !gradient.shape().equals(shape)) {
      throw new IllegalArgumentException(
          "linearGrad: output and gradient must both be "
              + shape
              + ", got "
              + output.shape()
              + " and "
              + gradient.shape());
    }
  }

  @Override
  public Tensor bernoulliGrad(Tensor x, Tensor logits, Tensor gradient) {
    Shape wide = Shape.broadcast("bernoulliGrad", x.shape(), logits.shape());
    Shape shape = Shape.broadcast("bernoulliGrad", gradient.shape().append(1), wide);
    return call("bernoulliGrad", shape, x, logits, gradient);
  }

  @Override
  public Tensor reparameteriseGrad(Tensor logVariance, Tensor noise, Tensor gradient) {
    Shape scaled = Shape.broadcast("reparameteriseGrad", logVariance.shape(), noise.shape());
    Shape shape = Shape.broadcast("reparameteriseGrad", gradient.shape(), scaled);
    return call("reparameteriseGrad", shape, logVariance, noise, gradient);
  }

  @Override
  public Tensor standardNormalKlGrad(Tensor logVariance, Tensor gradient) {
    Shape shape = Shape.broadcast("standardNormalKlGrad", logVariance.shape(), gradient.shape());
    return call("standardNormalKlGrad", shape, logVariance, gradient);
  }

  @Override
  public Tensor digammaGrad(Tensor x, Tensor gradient) {
    Shape shape = Shape.broadcast("digammaGrad", x.shape(), gradient.shape());
    return call("digammaGrad", shape, x, gradient);
  }

  @Override
  public Tensor sumTo(Tensor gradient, Shape shape) {
    ShapeRules.broadcastAxes("sumTo", shape, gradient.shape());
    return shape.equals(gradient.shape())
        ? same("sumTo", gradient)
        : call("sumTo", shape, gradient, shape.toArray());
  }
}
