package io.github.vae4j.djl;

import io.github.vae4j.api.tensor.Shape;
import java.util.List;

/**
 * Calls kernels: at once, or by writing the calls down.
 *
 * <p>An argument is a {@link Value}, a list of values, an {@code Integer}, {@code Float}, {@code
 * Boolean}, {@code String} or {@code int[]}, as the kernel's signature asks.
 */
sealed interface Caller permits Immediate, Recording {
  /** Calls a kernel that returns a tensor. */
  Value call(String kernel, Object... arguments);

  /** Calls a kernel that returns several tensors. */
  List<Value> callForAll(int results, String kernel, Object... arguments);

  /** Makes a tensor of numbers that never change. */
  Value constant(float[] values, Shape shape);

  /** Makes a tensor of random numbers. */
  Value drawn(Draw draw, Shape shape);

  /** Calls a kernel that writes to its arguments. */
  void update(String kernel, Object... arguments);
}
