package io.github.vae4j.core.train;

import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.State;

/**
 * What an optimiser remembers of past gradients, laid out as the parameters are.
 *
 * @param first the running mean of gradients, or the momentum
 * @param second the running mean of their squares
 */
record Moments(State first, State second) implements AutoCloseable {
  static Moments zeros(Backend backend, long size) {
    return new Moments(backend.state(size), backend.state(size));
  }

  @Override
  public void close() {
    first.close();
    second.close();
  }
}
