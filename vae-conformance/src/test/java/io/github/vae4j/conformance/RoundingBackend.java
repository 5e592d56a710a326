package io.github.vae4j.conformance;

import io.github.vae4j.api.tensor.ElementType;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.conformance.forwarding.ForwardingBackend;
import io.github.vae4j.conformance.forwarding.ForwardingOps;
import io.github.vae4j.conformance.forwarding.ForwardingState;

/**
 * An honest backend in single precision: every result and every entry of a state is rounded to
 * float.
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
    return new RoundingState(this, state);
  }

  private static final class RoundingState extends ForwardingState {
    RoundingState(ForwardingBackend backend, State inner) {
      super(backend, inner);
    }

    private static void round(State... written) {
      for (State state : written) {
        State raw = raw(state);
        raw.set(0, Numbers.round(ElementType.FLOAT32, raw.toDoubles(0, (int) raw.size())));
      }
    }

    @Override
    public void set(long offset, double[] values) {
      super.set(offset, Numbers.round(ElementType.FLOAT32, values));
    }

    @Override
    public void fill(long offset, long length, double value) {
      super.fill(offset, length, Numbers.round(ElementType.FLOAT32, value));
    }

    @Override
    public void accumulate(long offset, Tensor value) {
      super.accumulate(offset, value);
      round(this);
    }

    @Override
    public void measure(Tensor loss, State health) {
      super.measure(loss, health);
      round(health);
    }

    @Override
    public void adamStep(
        long offset,
        long length,
        State gradients,
        State first,
        State second,
        State scalars,
        State health) {
      super.adamStep(offset, length, gradients, first, second, scalars, health);
      round(this, first, second);
    }

    @Override
    public void adamRows(
        int width,
        Tensor rows,
        Tensor gradients,
        State first,
        State second,
        State scalars,
        State health) {
      super.adamRows(width, rows, gradients, first, second, scalars, health);
      round(this, first, second);
    }

    @Override
    public void sgdStep(
        long offset, long length, State gradients, State momentum, State scalars, State health) {
      super.sgdStep(offset, length, gradients, momentum, scalars, health);
      round(this, momentum);
    }

    @Override
    public void average(State source, State decay, State health) {
      super.average(source, decay, health);
      round(this);
    }
  }
}
