package io.github.vae4j.core.autodiff;

import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Tensor;

/** Elementwise operations and their derivatives. */
abstract class TapeArithmetic extends TapeRecords {
  private static final double TWO_OVER_ROOT_PI = 2 / Math.sqrt(Math.PI);
  private static final double ROOT_TWO_PI = Math.sqrt(2 * Math.PI);

  TapeArithmetic(Ops raw) {
    super(raw);
  }

  @Override
  public final Tensor add(Tensor a, Tensor b) {
    return binary("add", a, b, raw::add, (v, w, y, g) -> g, (v, w, y, g) -> g);
  }

  @Override
  public final Tensor sub(Tensor a, Tensor b) {
    return binary("sub", a, b, raw::sub, (v, w, y, g) -> g, (v, w, y, g) -> neg(g));
  }

  @Override
  public final Tensor mul(Tensor a, Tensor b) {
    return binary(
        "mul", a, b, raw::mul, (v, w, y, g) -> raw.mul(g, w), (v, w, y, g) -> raw.mul(g, v));
  }

  @Override
  public final Tensor div(Tensor a, Tensor b) {
    return binary(
        "div",
        a,
        b,
        raw::div,
        (v, w, y, g) -> raw.div(g, w),
        (v, w, y, g) -> neg(raw.div(raw.mul(g, y), w)));
  }

  @Override
  public final Tensor maximum(Tensor a, Tensor b) {
    return binary(
        "maximum",
        a,
        b,
        raw::maximum,
        (v, w, y, g) -> whereLess(w, v, g),
        (v, w, y, g) -> whereLess(v, w, g));
  }

  @Override
  public final Tensor minimum(Tensor a, Tensor b) {
    return binary(
        "minimum",
        a,
        b,
        raw::minimum,
        (v, w, y, g) -> whereLess(v, w, g),
        (v, w, y, g) -> whereLess(w, v, g));
  }

  @Override
  public final Tensor affine(Tensor x, double scale, double shift) {
    return unary(
        "affine", x, v -> raw.affine(v, scale, shift), (v, y, g) -> raw.affine(g, scale, 0));
  }

  @Override
  public final Tensor power(Tensor x, double exponent) {
    return unary(
        "power", x, v -> raw.power(v, exponent), (v, y, g) -> raw.mul(g, powerSlope(v, exponent)));
  }

  /** p xᵖ⁻¹, which at p = 0 and x = 0 is 0 and not 0 · ∞. */
  private Tensor powerSlope(Tensor x, double exponent) {
    return exponent == 0
        ? raw.full(0, x.shape())
        : raw.affine(raw.power(x, exponent - 1), exponent, 0);
  }

  @Override
  public final Tensor clamp(Tensor x, double low, double high) {
    return unary(
        "clamp",
        x,
        v -> raw.clamp(v, low, high),
        // what is not clamped comes out as it was
        (v, y, g) -> raw.select(raw.equal(v, y), g, number(0)));
  }

  @Override
  public final Tensor abs(Tensor x) {
    return unary("abs", x, raw::abs, (v, y, g) -> raw.mul(g, raw.sign(v)));
  }

  @Override
  public final Tensor sign(Tensor x) {
    return raw.sign(value("sign", x));
  }

  @Override
  public final Tensor floor(Tensor x) {
    return raw.floor(value("floor", x));
  }

  @Override
  public final Tensor exp(Tensor x) {
    return unary("exp", x, raw::exp, (v, y, g) -> raw.mul(g, y));
  }

  @Override
  public final Tensor expm1(Tensor x) {
    // not y + 1, which cancels where x is far below 0
    return unary("expm1", x, raw::expm1, (v, y, g) -> raw.mul(g, raw.exp(v)));
  }

  @Override
  public final Tensor log(Tensor x) {
    return unary("log", x, raw::log, (v, y, g) -> raw.div(g, v));
  }

  @Override
  public final Tensor log1p(Tensor x) {
    return unary("log1p", x, raw::log1p, (v, y, g) -> raw.div(g, raw.affine(v, 1, 1)));
  }

  @Override
  public final Tensor sqrt(Tensor x) {
    return unary("sqrt", x, raw::sqrt, (v, y, g) -> raw.affine(raw.div(g, y), 0.5, 0));
  }

  @Override
  public final Tensor sin(Tensor x) {
    return unary("sin", x, raw::sin, (v, y, g) -> raw.mul(g, raw.cos(v)));
  }

  @Override
  public final Tensor cos(Tensor x) {
    return unary("cos", x, raw::cos, (v, y, g) -> neg(raw.mul(g, raw.sin(v))));
  }

  @Override
  public final Tensor tanh(Tensor x) {
    return unary("tanh", x, raw::tanh, slope(Activation.TANH));
  }

  @Override
  public final Tensor sigmoid(Tensor x) {
    return unary("sigmoid", x, raw::sigmoid, slope(Activation.SIGMOID));
  }

  @Override
  public final Tensor softplus(Tensor x) {
    return unary("softplus", x, raw::softplus, slope(Activation.SOFTPLUS));
  }

  @Override
  public final Tensor relu(Tensor x) {
    return unary("relu", x, raw::relu, slope(Activation.RELU));
  }

  final Slope slope(Activation activation) {
    return (v, y, g) -> raw.activationGrad(activation, v, y, g);
  }

  @Override
  public final Tensor erf(Tensor x) {
    return unary(
        "erf",
        x,
        raw::erf,
        (v, y, g) -> raw.affine(raw.mul(g, raw.exp(neg(raw.mul(v, v)))), TWO_OVER_ROOT_PI, 0));
  }

  @Override
  public final Tensor normalQuantile(Tensor p) {
    return unary(
        "normalQuantile",
        p,
        raw::normalQuantile,
        (v, z, g) ->
            raw.affine(raw.mul(g, raw.exp(raw.affine(raw.mul(z, z), 0.5, 0))), ROOT_TWO_PI, 0));
  }

  @Override
  public final Tensor lgamma(Tensor x) {
    return unary("lgamma", x, raw::lgamma, (v, y, g) -> raw.mul(g, raw.digamma(v)));
  }

  @Override
  public final Tensor digamma(Tensor x) {
    return unary("digamma", x, raw::digamma, (v, y, g) -> raw.digammaGrad(v, g));
  }

  @Override
  public final Tensor equal(Tensor a, Tensor b) {
    return raw.equal(value("equal", a), value("equal", b));
  }

  @Override
  public final Tensor less(Tensor a, Tensor b) {
    return raw.less(value("less", a), value("less", b));
  }

  @Override
  public final Tensor lessOrEqual(Tensor a, Tensor b) {
    return raw.lessOrEqual(value("lessOrEqual", a), value("lessOrEqual", b));
  }

  @Override
  public final Tensor select(Tensor condition, Tensor yes, Tensor no) {
    Tensor c = value("select", condition);
    return binary(
        "select",
        yes,
        no,
        (v, w) -> raw.select(c, v, w),
        (v, w, y, g) -> raw.select(c, g, number(0)),
        (v, w, y, g) -> raw.select(c, number(0), g));
  }

  @Override
  public final Tensor stopGradient(Tensor x) {
    return raw.stopGradient(value("stopGradient", x));
  }

  /** g where a &lt; b, half of it where they are equal, else 0. */
  private Tensor whereLess(Tensor a, Tensor b, Tensor g) {
    Tensor half = raw.select(raw.equal(a, b), raw.affine(g, 0.5, 0), number(0));
    return raw.select(raw.less(a, b), g, half);
  }
}
