package io.github.vae4j.core.reference;

import io.github.vae4j.api.math.SpecialFunctions;
import io.github.vae4j.api.tensor.Arithmetic;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.ShapeRules;
import io.github.vae4j.api.tensor.Tensor;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** Elementwise operations. */
abstract class ReferenceArithmetic extends ReferenceResults implements Arithmetic {
  ReferenceArithmetic(ReferenceScope scope) {
    super(scope);
  }

  @Override
  public final Tensor add(Tensor a, Tensor b) {
    return zip("add", a, b, (x, y) -> x + y);
  }

  @Override
  public final Tensor sub(Tensor a, Tensor b) {
    return zip("sub", a, b, (x, y) -> x - y);
  }

  @Override
  public final Tensor mul(Tensor a, Tensor b) {
    return zip("mul", a, b, (x, y) -> x * y);
  }

  @Override
  public final Tensor div(Tensor a, Tensor b) {
    return zip("div", a, b, (x, y) -> x / y);
  }

  @Override
  public final Tensor maximum(Tensor a, Tensor b) {
    return zip("maximum", a, b, Math::max);
  }

  @Override
  public final Tensor minimum(Tensor a, Tensor b) {
    return zip("minimum", a, b, Math::min);
  }

  @Override
  public final Tensor affine(Tensor x, double scale, double shift) {
    return map("affine", x, v -> scale * v + shift);
  }

  @Override
  public final Tensor power(Tensor x, double exponent) {
    return map("power", x, v -> Math.pow(v, exponent));
  }

  @Override
  public final Tensor clamp(Tensor x, double low, double high) {
    return map("clamp", x, v -> v < low ? low : v > high ? high : v);
  }

  @Override
  public final Tensor abs(Tensor x) {
    return map("abs", x, Math::abs);
  }

  @Override
  public final Tensor sign(Tensor x) {
    return map("sign", x, Math::signum);
  }

  @Override
  public final Tensor floor(Tensor x) {
    return map("floor", x, Math::floor);
  }

  @Override
  public final Tensor exp(Tensor x) {
    return map("exp", x, Math::exp);
  }

  @Override
  public final Tensor expm1(Tensor x) {
    return map("expm1", x, Math::expm1);
  }

  @Override
  public final Tensor log(Tensor x) {
    return map("log", x, Math::log);
  }

  @Override
  public final Tensor log1p(Tensor x) {
    return map("log1p", x, Math::log1p);
  }

  @Override
  public final Tensor sqrt(Tensor x) {
    return map("sqrt", x, Math::sqrt);
  }

  @Override
  public final Tensor sin(Tensor x) {
    return map("sin", x, Math::sin);
  }

  @Override
  public final Tensor cos(Tensor x) {
    return map("cos", x, Math::cos);
  }

  @Override
  public final Tensor tanh(Tensor x) {
    return map("tanh", x, Math::tanh);
  }

  @Override
  public final Tensor sigmoid(Tensor x) {
    return map(
        "sigmoid", x, v -> v >= 0 ? 1 / (1 + Math.exp(-v)) : Math.exp(v) / (1 + Math.exp(v)));
  }

  @Override
  public final Tensor softplus(Tensor x) {
    return map("softplus", x, v -> Math.max(v, 0) + Math.log1p(Math.exp(-Math.abs(v))));
  }

  @Override
  public final Tensor relu(Tensor x) {
    return map("relu", x, v -> Math.max(v, 0));
  }

  @Override
  public final Tensor erf(Tensor x) {
    return map("erf", x, SpecialFunctions::erf);
  }

  @Override
  public final Tensor normalQuantile(Tensor p) {
    return map("normalQuantile", p, SpecialFunctions::normalQuantile);
  }

  @Override
  public final Tensor lgamma(Tensor x) {
    return map("lgamma", x, SpecialFunctions::lgamma);
  }

  @Override
  public final Tensor digamma(Tensor x) {
    return map("digamma", x, SpecialFunctions::digamma);
  }

  @Override
  public final Tensor equal(Tensor a, Tensor b) {
    return zip("equal", a, b, (x, y) -> x == y ? 1 : 0);
  }

  @Override
  public final Tensor less(Tensor a, Tensor b) {
    return zip("less", a, b, (x, y) -> x < y ? 1 : 0);
  }

  @Override
  public final Tensor lessOrEqual(Tensor a, Tensor b) {
    return zip("lessOrEqual", a, b, (x, y) -> x <= y ? 1 : 0);
  }

  @Override
  public final Tensor select(Tensor condition, Tensor yes, Tensor no) {
    Shape shape = ShapeRules.select(condition.shape(), yes.shape(), no.shape());
    double[] c = stretched("select", condition, shape);
    double[] y = stretched("select", yes, shape);
    double[] n = stretched("select", no, shape);
    double[] chosen = new double[c.length];
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = c[i] != 0 ? y[i] : n[i];
    }
    return result("select", shape, chosen);
  }

  @Override
  public final Tensor stopGradient(Tensor x) {
    return map("stopGradient", x, v -> v);
  }

  final Tensor map(String operation, Tensor x, DoubleUnaryOperator f) {
    double[] mapped = values(operation, x).clone();
    for (int i = 0; i < mapped.length; i++) {
      mapped[i] = f.applyAsDouble(mapped[i]);
    }
    return result(operation, x.shape(), mapped);
  }

  final Tensor zip(String operation, Tensor a, Tensor b, DoubleBinaryOperator f) {
    Shape shape = Shape.broadcast(operation, a.shape(), b.shape());
    double[] left = stretched(operation, a, shape);
    double[] right = stretched(operation, b, shape);
    double[] zipped = new double[left.length];
    for (int i = 0; i < zipped.length; i++) {
      zipped[i] = f.applyAsDouble(left[i], right[i]);
    }
    return result(operation, shape, zipped);
  }

  /** Returns the entries of x repeated to a shape it broadcasts to, not to be written to. */
  final double[] stretched(String operation, Tensor x, Shape shape) {
    double[] values = values(operation, x);
    return x.shape().equals(shape) ? values : at(values, Positions.broadcast(x.shape(), shape), 0);
  }

  /** Returns the entries at some positions, each moved by {@code start}. */
  static double[] at(double[] values, int[] positions, int start) {
    double[] picked = new double[positions.length];
    for (int i = 0; i < picked.length; i++) {
      picked[i] = values[start + positions[i]];
    }
    return picked;
  }
}
