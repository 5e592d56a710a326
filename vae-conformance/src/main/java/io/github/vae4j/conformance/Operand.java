package io.github.vae4j.conformance;

import io.github.vae4j.api.tensor.ElementType;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/**
 * A tensor argument of a case, on the host.
 *
 * @param shape its shape
 * @param values before rounding to the backend's element type, row-major
 * @param differentiated whether a gradient case asks for its gradient
 * @param seed of random values, 0 for listed ones
 */
@SuppressWarnings("ArrayRecordComponent") // a value that nobody compares
record Operand(Shape shape, double[] values, boolean differentiated, long seed) {

  /** Returns listed values as a vector. */
  static Operand vector(double... values) {
    return of(Shape.of(values.length), values);
  }

  /** Returns listed values in a shape. */
  static Operand of(Shape shape, double... values) {
    return new Operand(shape, values, true, 0);
  }

  /** Returns numbers uniform on (−2, 2). */
  static Operand random(Shape shape, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[Math.toIntExact(shape.size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = 4 * random.nextDouble() - 2;
    }
    return new Operand(shape, values, true, seed);
  }

  /**
   * Returns the values −count/2, …, count/2 in an order that repeats them, so that there are ties.
   */
  static Operand ties(Shape shape) {
    double[] values = new double[Math.toIntExact(shape.size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i * 7) % 5 - 2;
    }
    return of(shape, values);
  }

  /** Returns this with a function applied to every value. */
  Operand map(DoubleUnaryOperator function) {
    double[] mapped = new double[values.length];
    for (int i = 0; i < mapped.length; i++) {
      mapped[i] = function.applyAsDouble(values[i]);
    }
    return new Operand(shape, mapped, differentiated, seed);
  }

  /** Returns this as an argument to which no gradient passes. */
  Operand constant() {
    return new Operand(shape, values, false, seed);
  }

  /** Returns this as it arrives in a backend of an element type. */
  Operand rounded(ElementType type) {
    return new Operand(shape, Numbers.round(type, values), differentiated, seed);
  }

  /** Returns whether a value is subnormal in an element type. */
  boolean hasSubnormal(ElementType type) {
    for (double value : values) {
      if (Numbers.subnormal(type, value)) {
        return true;
      }
    }
    return false;
  }

  /** Returns this with subnormal values replaced by 0. */
  Operand flushed(ElementType type) {
    return new Operand(shape, Numbers.flush(type, values), differentiated, seed);
  }

  /** Returns the largest absolute value. */
  double largest() {
    return Arrays.stream(values).map(Math::abs).max().orElse(0);
  }

  /** Returns this as a tensor. */
  Tensor on(Ops ops) {
    return ops.tensor(values, shape);
  }
}
