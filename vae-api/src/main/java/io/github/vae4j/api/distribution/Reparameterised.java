package io.github.vae4j.api.distribution;

import io.github.vae4j.api.random.Noise;
import io.github.vae4j.api.tensor.Shape;

/** Draws are differentiable functions of the parameters. Kingma and Welling 2014, section 2.4. */
public interface Reparameterised extends Distribution {
  /**
   * Returns independent draws through which gradients reach the parameters.
   *
   * @param rows all leading axes of the result, to which {@link #batch()} broadcasts
   */
  Draw rsample(Noise noise, Shape rows);
}
