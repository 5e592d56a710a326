package io.github.vae4j.conformance;

import io.github.vae4j.api.tensor.ElementType;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.conformance.forwarding.ForwardingBackend;
import io.github.vae4j.conformance.forwarding.ForwardingOps;
import io.github.vae4j.conformance.forwarding.ForwardingState;

/**
 * An honest backend in single precision: every result, and all that is read from a state, is
 * rounded to float.
 */
final class RoundingBackend extends ForwardingBackend {
  @Override
  public ElementType elementType() {
    return ElementType.FLOAT32;
  }

  @Override
  protected ForwardingOps operations(Ops ops) {
    return new ForwardingOps(this, ops) {
      @Override
      protected Tensor made(Tensor result) {
        double[] rounded = Numbers.round(ElementType.FLOAT32, result.toDoubles());
        return live(inner().tensor(rounded, result.shape()));
      }
    };
  }

  @Override
  protected State around(State state) {
    return new ForwardingState(this, state) {
      @Override
      public double[] toDoubles(long offset, int length) {
        return Numbers.round(ElementType.FLOAT32, super.toDoubles(offset, length));
      }
    };
  }
}
