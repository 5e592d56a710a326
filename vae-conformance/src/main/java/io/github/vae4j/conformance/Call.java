package io.github.vae4j.conformance;

import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Tensor;
import java.util.List;

/** One call of an operation with its arguments other than tensors fixed. */
@FunctionalInterface
interface Call {
  /** Returns the result of the call on the given operations. */
  Tensor apply(Ops ops, List<Tensor> x);
}
