package io.github.vae4j.conformance.forwarding;

import io.github.vae4j.api.tensor.Arithmetic;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Tensor;

/** Hands elementwise operations on. */
abstract class ForwardingArithmetic implements Arithmetic {
  final ForwardingBackend backend;
  final Ops inner;

  ForwardingArithmetic(ForwardingBackend backend, Ops inner) {
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
  protected abstract Tensor made(Tensor result);

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
}
