package io.github.vae4j.nd4j;

import io.github.vae4j.api.math.SpecialFunctions;
import io.github.vae4j.api.tensor.Arithmetic;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.ShapeRules;
import io.github.vae4j.api.tensor.Tensor;
import java.util.function.DoubleUnaryOperator;

/** Elementwise operations. */
abstract class Nd4jArithmetic extends Nd4jResults implements Arithmetic {
  Nd4jArithmetic(Nd4jScope scope) {
    super(scope);
  }

  @Override
  public final Tensor add(Tensor a, Tensor b) {
    return zip("add", a, b, Kernels::add);
  }

  @Override
  public final Tensor sub(Tensor a, Tensor b) {
    return zip("sub", a, b, Kernels::sub);
  }

  @Override
  public final Tensor mul(Tensor a, Tensor b) {
    return zip("mul", a, b, Kernels::mul);
  }

  @Override
  public final Tensor div(Tensor a, Tensor b) {
    return zip("div", a, b, Kernels::div);
  }

  @Override
  public final Tensor maximum(Tensor a, Tensor b) {
    return zip("maximum", a, b, Kernels::maximum);
  }

  @Override
  public final Tensor minimum(Tensor a, Tensor b) {
    return zip("minimum", a, b, Kernels::minimum);
  }

  @Override
  public final Tensor equal(Tensor a, Tensor b) {
    return zip("equal", a, b, Kernels::equal);
  }

  @Override
  public final Tensor less(Tensor a, Tensor b) {
    return zip("less", a, b, Kernels::less);
  }

  @Override
  public final Tensor lessOrEqual(Tensor a, Tensor b) {
    return zip("lessOrEqual", a, b, Kernels::lessOrEqual);
  }

  @Override
  public final Tensor affine(Tensor x, double scale, double shift) {
    float factor = (float) scale;
    float summand = (float) shift;
    return map("affine", x, (v, out, n, s) -> Kernels.affine(v, factor, summand, out, n));
  }

  @Override
  public final Tensor power(Tensor x, double exponent) {
    if (exponent == 2) {
      return map("power", x, (v, out, n, s) -> Kernels.mul(v, v, out, n));
    }
    return each("power", x, v -> Math.pow(v, exponent));
  }

  @Override
  public final Tensor clamp(Tensor x, double low, double high) {
    float least = (float) low;
    float most = (float) high;
    return map("clamp", x, (v, out, n, s) -> Kernels.clamp(v, least, most, out, n));
  }

  @Override
  public final Tensor abs(Tensor x) {
    return map("abs", x, (v, out, n, s) -> Kernels.abs(v, out, n));
  }

  @Override
  public final Tensor sign(Tensor x) {
    return map("sign", x, (v, out, n, s) -> Kernels.sign(v, out, n));
  }

  @Override
  public final Tensor floor(Tensor x) {
    return map("floor", x, (v, out, n, s) -> Kernels.floor(v, out, n));
  }

  @Override
  public final Tensor exp(Tensor x) {
    return map("exp", x, Transcendental::exp);
  }

  @Override
  public final Tensor expm1(Tensor x) {
    return map("expm1", x, Transcendental::expm1);
  }

  @Override
  public final Tensor log(Tensor x) {
    return map("log", x, Transcendental::log);
  }

  @Override
  public final Tensor log1p(Tensor x) {
    return each("log1p", x, Math::log1p);
  }

  @Override
  public final Tensor sqrt(Tensor x) {
    return map("sqrt", x, (v, out, n, s) -> Kernels.sqrt(v, out, n));
  }

  @Override
  public final Tensor sin(Tensor x) {
    return each("sin", x, Math::sin);
  }

  @Override
  public final Tensor cos(Tensor x) {
    return each("cos", x, Math::cos);
  }

  @Override
  public final Tensor tanh(Tensor x) {
    return map("tanh", x, Transcendental::tanh);
  }

  @Override
  public final Tensor sigmoid(Tensor x) {
    return map("sigmoid", x, Transcendental::sigmoid);
  }

  @Override
  public final Tensor softplus(Tensor x) {
    return map("softplus", x, Transcendental::softplus);
  }

  @Override
  public final Tensor relu(Tensor x) {
    return map("relu", x, (v, out, n, s) -> Kernels.relu(v, out, n));
  }

  @Override
  public final Tensor erf(Tensor x) {
    return each("erf", x, SpecialFunctions::erf);
  }

  @Override
  public final Tensor normalQuantile(Tensor p) {
    return each("normalQuantile", p, SpecialFunctions::normalQuantile);
  }

  @Override
  public final Tensor lgamma(Tensor x) {
    return each("lgamma", x, SpecialFunctions::lgamma);
  }

  @Override
  public final Tensor digamma(Tensor x) {
    return each("digamma", x, SpecialFunctions::digamma);
  }

  @Override
  public final Tensor select(Tensor condition, Tensor yes, Tensor no) {
    Shape shape = ShapeRules.select(condition.shape(), yes.shape(), no.shape());
    Stretched c = stretched("select", condition, shape);
    Stretched y = stretched("select", yes, shape);
    Stretched n = stretched("select", no, shape);
    return filled(
        "select",
        shape,
        (from, count, s) -> {
          c.read(from, s.a, count);
          y.read(from, s.b, count);
          n.read(from, s.c, count);
          Kernels.select(s.a, s.b, s.c, count);
        });
  }

  @Override
  public final Tensor stopGradient(Tensor x) {
    return part("stopGradient", x, 0, x.shape());
  }

  /** Returns f of each entry. */
  final Nd4jTensor map(String operation, Tensor x, Kernels.Unary f) {
    Span in = span(operation, x);
    return filled(
        operation,
        x.shape(),
        (from, count, s) -> {
          in.read(from, s.a, count);
          f.apply(s.a, s.a, count, s);
        });
  }

  final Nd4jTensor zip(String operation, Tensor a, Tensor b, Kernels.Binary f) {
    Shape shape = Shape.broadcast(operation, a.shape(), b.shape());
    Stretched left = stretched(operation, a, shape);
    Stretched right = stretched(operation, b, shape);
    return filled(
        operation,
        shape,
        (from, count, s) -> {
          left.read(from, s.a, count);
          right.read(from, s.b, count);
          f.apply(s.a, s.b, s.a, count);
        });
  }

  /** Returns what {@code tile} leaves in the first array of the scratch, tile by tile. */
  final Nd4jTensor filled(String operation, Shape shape, Workers.Piece tile) {
    Nd4jTensor result = result(operation, shape);
    Span out = result.span(operation);
    workers.tiles(
        out.size(),
        (from, count, s) -> {
          tile.run(from, count, s);
          out.write(from, s.a, count);
        });
    return result;
  }

  private Tensor each(String operation, Tensor x, DoubleUnaryOperator f) {
    Span in = span(operation, x);
    Nd4jTensor result = result(operation, x.shape());
    Span out = result.span(operation);
    // such functions take long: pieces shorter than a tile occupy all threads sooner
    workers.pieces(
        out.size(),
        Scratch.TILE / 8,
        (from, count, s) -> {
          in.read(from, s.a, count);
          for (int i = 0; i < count; i++) {
            s.a[i] = (float) f.applyAsDouble(s.a[i]);
          }
          out.write(from, s.a, count);
        });
    return result;
  }
}
