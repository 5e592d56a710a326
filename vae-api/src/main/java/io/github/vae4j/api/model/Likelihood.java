package io.github.vae4j.api.model;

import io.github.vae4j.api.distribution.Distribution;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;

/**
 * p(x | z): how observed data is distributed given decoder output.
 *
 * <p>Data and parameters are flat rows here: x is (batch, dataSize), parameters are (…, batch,
 * parameterSize), where leading axes hold samples of z. Log-densities are in nats, summed over the
 * data dimensions, one per row, never averaged.
 */
public interface Likelihood {
  /**
   * Returns the shape of the decoder output that describes one row of {@code data}; its size is
   * parameterSize.
   */
  Shape parameterShape(DataSchema data);

  /**
   * Returns p(x | z) for each row of decoder output.
   *
   * @throws IllegalArgumentException if the last axis is not a valid parameter size; the message
   *     names both sizes
   */
  Distribution given(Pass pass, Tensor parameters);
}
