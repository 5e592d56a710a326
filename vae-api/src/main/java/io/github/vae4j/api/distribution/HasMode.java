package io.github.vae4j.api.distribution;

import io.github.vae4j.api.tensor.Tensor;

/** The value of highest probability is known. */
public interface HasMode extends Distribution {
  /** Returns the mode, (batch…, event…). */
  Tensor mode();
}
