package io.github.vae4j.api.distribution;

import io.github.vae4j.api.random.Noise;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;

/**
 * A probability distribution, or a batch of them, over events of one shape; a value of one pass.
 *
 * <p>Further abilities are interfaces of their own in this package; {@link #require} asks for one.
 * A distribution whose density factorises over the entries of its event is {@link Factorised}.
 */
public interface Distribution {
  /**
   * Returns the shape of the batch of distributions: leading axes of samples, then usually (batch).
   */
  Shape batch();

  /** Returns the shape of one value. */
  Shape event();

  /**
   * Returns log p(x) in nats, summed over the event, one number per row.
   *
   * @param x (rows…, event…), where rows broadcasts with {@link #batch()}
   * @return the broadcast of rows and batch
   * @throws IllegalArgumentException if the event or the rows do not fit; the message names both
   *     shapes
   */
  Tensor logProb(Tensor x);

  /**
   * Returns independent draws, cut from the tape.
   *
   * @param rows all leading axes of the result, to which {@link #batch()} broadcasts
   * @return (rows…, event…)
   */
  Tensor sample(Noise noise, Shape rows);

  /**
   * Returns this as something more able.
   *
   * @param purpose what needs the ability, named in the message
   * @throws UnsupportedAbilityException if it is not able
   */
  default <T> T require(Class<T> ability, String purpose) {
    if (ability.isInstance(this)) {
      return ability.cast(this);
    }
    throw new UnsupportedAbilityException(
        purpose
            + ": "
            + getClass().getSimpleName()
            + " is not "
            + ability.getSimpleName()
            + "; use a distribution that is");
  }
}
