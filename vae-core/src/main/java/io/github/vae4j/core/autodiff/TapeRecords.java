package io.github.vae4j.core.autodiff;

import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/**
 * What all recorded operations share. The subclasses add the operations, one concern each: the raw
 * operation first, then its derivative, with g the gradient of the result y.
 */
abstract class TapeRecords implements Ops {
  final Ops raw;
  final Recording recorder;

  TapeRecords(Ops raw) {
    if (raw.recording()) {
      throw new IllegalArgumentException(
          "Tape: the operations given are recorded already; a tape runs over the raw operations of a scope");
    }
    this.raw = raw;
    this.recorder = new Recording(raw);
  }

  /** The gradient in x of y = f(x). */
  interface Slope {
    Tensor of(Tensor x, Tensor y, Tensor g);
  }

  /** The gradient in a or b of y = f(a, b), in the broadcast shape. */
  interface BinarySlope {
    Tensor of(Tensor a, Tensor b, Tensor y, Tensor g);
  }

  final Tensor value(String operation, Tensor x) {
    return recorder.value(operation, x);
  }

  final Tensor record(Tensor y, Rule rule, Tensor... operands) {
    return recorder.result(this, y, rule, operands);
  }

  final Tensor unary(String operation, Tensor x, UnaryOperator<Tensor> f, Slope slope) {
    Tensor v = value(operation, x);
    Tensor y = f.apply(v);
    return record(y, (g, into) -> into.add(x, () -> slope.of(v, y, g)), x);
  }

  final Tensor binary(
      String operation,
      Tensor a,
      Tensor b,
      BinaryOperator<Tensor> f,
      BinarySlope slopeA,
      BinarySlope slopeB) {
    Tensor v = value(operation, a);
    Tensor w = value(operation, b);
    Tensor y = f.apply(v, w);
    Rule rule =
        (g, into) -> {
          into.add(a, () -> summed(a, slopeA.of(v, w, y, g)));
          into.add(b, () -> summed(b, slopeB.of(v, w, y, g)));
        };
    return record(y, rule, a, b);
  }

  /** Returns a gradient summed over the axes along which an operand was broadcast. */
  final Tensor summed(Tensor operand, Tensor gradient) {
    Shape shape = operand.shape();
    return gradient.shape().equals(shape) ? gradient : raw.sumTo(gradient, shape);
  }

  /**
   * Returns a gradient, constant along some axes, in the full shape of the broadcast operands,
   * summed to one of them.
   */
  final Tensor summed(Tensor operand, Tensor gradient, Shape wide) {
    return summed(
        operand, gradient.shape().equals(wide) ? gradient : raw.broadcastTo(gradient, wide));
  }

  final Tensor number(double value) {
    return raw.full(value, Shape.scalar());
  }

  final Tensor neg(Tensor x) {
    return raw.affine(x, -1, 0);
  }
}
