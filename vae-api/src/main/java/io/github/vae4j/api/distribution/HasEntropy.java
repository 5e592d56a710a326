package io.github.vae4j.api.distribution;

import io.github.vae4j.api.tensor.Tensor;

/** The entropy is known in closed form. */
public interface HasEntropy extends Distribution {
  /** Returns −E log p in nats, (batch…). */
  Tensor entropy();
}
