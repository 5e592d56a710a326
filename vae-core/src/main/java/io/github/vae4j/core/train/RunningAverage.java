package io.github.vae4j.core.train;

import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.core.model.Weights;

/**
 * The running average of the values that training moves. Tracked values take part, since those of
 * batch normalisation are the statistics of what the trained ones compute; row tables do not.
 */
final class RunningAverage implements AutoCloseable {
  private final Weights raw;
  private final Weights averaged;
  private final State decay;

  /** Begins at the present values of {@code raw}. */
  RunningAverage(Weights raw, double decay) {
    this.raw = raw;
    Backend backend = raw.backend();
    averaged =
        raw.with(
            backend.state(raw.layout().trainedSize()), backend.state(raw.layout().trackedSize()));
    this.decay = backend.state(1);
    this.decay.fill(0, 1, decay);
    restart();
  }

  /** Begins anew at the present values. */
  void restart() {
    copy(raw, averaged);
  }

  /** Takes up the values after one more step. */
  void follow(State health) {
    averaged.trained().average(raw.trained(), decay, health);
    if (raw.tracked().size() > 0) {
      averaged.tracked().average(raw.tracked(), decay, health);
    }
  }

  /** Returns the averaged values; their states are this object's. */
  Weights weights() {
    return averaged;
  }

  /** Ends the averaging: the raw values become the averaged ones. */
  void finish() {
    copy(averaged, raw);
  }

  private static void copy(Weights from, Weights into) {
    copy(from.trained(), into.trained());
    copy(from.tracked(), into.tracked());
  }

  private static void copy(State from, State into) {
    try (Scope scope = from.backend().scope()) {
      into.assign(0, scope.ops().view(from, 0, Shape.of(Math.toIntExact(from.size()))));
    }
  }

  @Override
  public void close() {
    averaged.trained().close();
    averaged.tracked().close();
    decay.close();
  }
}
