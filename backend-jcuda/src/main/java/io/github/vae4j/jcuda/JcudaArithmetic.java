package io.github.vae4j.jcuda;

import io.github.vae4j.api.tensor.Arithmetic;
import io.github.vae4j.api.tensor.Tensor;

/** Elementwise operations. */
abstract class JcudaArithmetic extends JcudaResults implements Arithmetic {
  JcudaArithmetic(JcudaScope scope) {
    super(scope);
  }

  @Override
  public Tensor add(Tensor a, Tensor b) {
    throw new UnsupportedOperationException("add");
  }

  @Override
  public Tensor sub(Tensor a, Tensor b) {
    throw new UnsupportedOperationException("sub");
  }

  @Override
  public Tensor mul(Tensor a, Tensor b) {
    throw new UnsupportedOperationException("mul");
  }

  @Override
  public Tensor div(Tensor a, Tensor b) {
    throw new UnsupportedOperationException("div");
  }

  @Override
  public Tensor maximum(Tensor a, Tensor b) {
    throw new UnsupportedOperationException("maximum");
  }

  @Override
  public Tensor minimum(Tensor a, Tensor b) {
    throw new UnsupportedOperationException("minimum");
  }

  @Override
  public Tensor affine(Tensor x, double scale, double shift) {
    throw new UnsupportedOperationException("affine");
  }

  @Override
  public Tensor power(Tensor x, double exponent) {
    throw new UnsupportedOperationException("power");
  }

  @Override
  public Tensor clamp(Tensor x, double low, double high) {
    throw new UnsupportedOperationException("clamp");
  }

  @Override
  public Tensor abs(Tensor x) {
    throw new UnsupportedOperationException("abs");
  }

  @Override
  public Tensor sign(Tensor x) {
    throw new UnsupportedOperationException("sign");
  }

  @Override
  public Tensor floor(Tensor x) {
    throw new UnsupportedOperationException("floor");
  }

  @Override
  public Tensor exp(Tensor x) {
    throw new UnsupportedOperationException("exp");
  }

  @Override
  public Tensor expm1(Tensor x) {
    throw new UnsupportedOperationException("expm1");
  }

  @Override
  public Tensor log(Tensor x) {
    throw new UnsupportedOperationException("log");
  }

  @Override
  public Tensor log1p(Tensor x) {
    throw new UnsupportedOperationException("log1p");
  }

  @Override
  public Tensor sqrt(Tensor x) {
    throw new UnsupportedOperationException("sqrt");
  }

  @Override
  public Tensor sin(Tensor x) {
    throw new UnsupportedOperationException("sin");
  }

  @Override
  public Tensor cos(Tensor x) {
    throw new UnsupportedOperationException("cos");
  }

  @Override
  public Tensor tanh(Tensor x) {
    throw new UnsupportedOperationException("tanh");
  }

  @Override
  public Tensor sigmoid(Tensor x) {
    throw new UnsupportedOperationException("sigmoid");
  }

  @Override
  public Tensor softplus(Tensor x) {
    throw new UnsupportedOperationException("softplus");
  }

  @Override
  public Tensor relu(Tensor x) {
    throw new UnsupportedOperationException("relu");
  }

  @Override
  public Tensor erf(Tensor x) {
    throw new UnsupportedOperationException("erf");
  }

  @Override
  public Tensor normalQuantile(Tensor p) {
    throw new UnsupportedOperationException("normalQuantile");
  }

  @Override
  public Tensor lgamma(Tensor x) {
    throw new UnsupportedOperationException("lgamma");
  }

  @Override
  public Tensor digamma(Tensor x) {
    throw new UnsupportedOperationException("digamma");
  }

  @Override
  public Tensor equal(Tensor a, Tensor b) {
    throw new UnsupportedOperationException("equal");
  }

  @Override
  public Tensor less(Tensor a, Tensor b) {
    throw new UnsupportedOperationException("less");
  }

  @Override
  public Tensor lessOrEqual(Tensor a, Tensor b) {
    throw new UnsupportedOperationException("lessOrEqual");
  }

  @Override
  public Tensor select(Tensor condition, Tensor yes, Tensor no) {
    throw new UnsupportedOperationException("select");
  }

  @Override
  public Tensor stopGradient(Tensor x) {
    throw new UnsupportedOperationException("stopGradient");
  }
}
