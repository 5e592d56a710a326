package io.github.vae4j.djl;

import io.github.vae4j.api.tensor.Arithmetic;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.ShapeRules;
import io.github.vae4j.api.tensor.Tensor;

/** Elementwise operations. */
abstract class DjlArithmetic extends DjlResults implements Arithmetic {
  DjlArithmetic(DjlScope scope) {
    super(scope);
  }

  private Tensor map(String operation, Tensor x, Object... numbers) {
    Object[] arguments = new Object[numbers.length + 1];
    arguments[0] = x;
    System.arraycopy(numbers, 0, arguments, 1, numbers.length);
    return call(operation, x.shape(), arguments);
  }

  private Tensor zip(String operation, Tensor a, Tensor b) {
    return call(operation, Shape.broadcast(operation, a.shape(), b.shape()), a, b);
  }

  @Override
  public final Tensor add(Tensor a, Tensor b) {
    return zip("add", a, b);
  }

  @Override
  public final Tensor sub(Tensor a, Tensor b) {
    return zip("sub", a, b);
  }

  @Override
  public final Tensor mul(Tensor a, Tensor b) {
    return zip("mul", a, b);
  }

  @Override
  public final Tensor div(Tensor a, Tensor b) {
    return zip("div", a, b);
  }

  @Override
  public final Tensor maximum(Tensor a, Tensor b) {
    return zip("maximum", a, b);
  }

  @Override
  public final Tensor minimum(Tensor a, Tensor b) {
    return zip("minimum", a, b);
  }

  @Override
  public final Tensor affine(Tensor x, double scale, double shift) {
    if (shift != 0) {
      return map("affine", x, (float) scale, (float) shift);
    }
    return scale == 1
        ? same("affine", x)
        : callKernel("scaled", "affine", x.shape(), x, (float) scale);
  }

  @Override
  public final Tensor power(Tensor x, double exponent) {
    return exponent == 0.5
        ? callKernel("root", "power", x.shape(), x)
        : map("power", x, (float) exponent);
  }

  @Override
  public final Tensor clamp(Tensor x, double low, double high) {
    return map("clamp", x, (float) low, (float) high);
  }

  @Override
  public final Tensor abs(Tensor x) {
    return map("abs", x);
  }

  @Override
  public final Tensor sign(Tensor x) {
    return map("sign", x);
  }

  @Override
  public final Tensor floor(Tensor x) {
    return map("floor", x);
  }

  @Override
  public final Tensor exp(Tensor x) {
    return map("exp", x);
  }

  @Override
  public final Tensor expm1(Tensor x) {
    return map("expm1", x);
  }

  @Override
  public final Tensor log(Tensor x) {
    return map("log", x);
  }

  @Override
  public final Tensor log1p(Tensor x) {
    return map("log1p", x);
  }

  @Override
  public final Tensor sqrt(Tensor x) {
    return map("sqrt", x);
  }

  @Override
  public final Tensor sin(Tensor x) {
    return map("sin", x);
  }

  @Override
  public final Tensor cos(Tensor x) {
    return map("cos", x);
  }

  @Override
  public final Tensor tanh(Tensor x) {
    return map("tanh", x);
  }

  @Override
  public final Tensor sigmoid(Tensor x) {
    return map("sigmoid", x);
  }

  @Override
  public final Tensor softplus(Tensor x) {
    return map("softplus", x);
  }

  @Override
  public final Tensor relu(Tensor x) {
    return map("relu", x);
  }

  @Override
  public final Tensor erf(Tensor x) {
    return map("erf", x);
  }

  @Override
  public final Tensor normalQuantile(Tensor p) {
    return map("normalQuantile", p);
  }

  @Override
  public final Tensor lgamma(Tensor x) {
    return map("lgamma", x);
  }

  @Override
  public final Tensor digamma(Tensor x) {
    return map("digamma", x);
  }

  @Override
  public final Tensor equal(Tensor a, Tensor b) {
    return zip("equal", a, b);
  }

  @Override
  public final Tensor less(Tensor a, Tensor b) {
    return zip("less", a, b);
  }

  @Override
  public final Tensor lessOrEqual(Tensor a, Tensor b) {
    return zip("lessOrEqual", a, b);
  }

  @Override
  public final Tensor select(Tensor condition, Tensor yes, Tensor no) {
    Shape shape = ShapeRules.select(condition.shape(), yes.shape(), no.shape());
    return call("select", shape, condition, yes, no);
  }

  @Override
  public final Tensor stopGradient(Tensor x) {
    return same("stopGradient", x);
  }

  /** Returns the entries of an operand as a tensor of this scope. */
  final Tensor same(String operation, Tensor x) {
    return reshaped(operation, x, x.shape());
  }
}
