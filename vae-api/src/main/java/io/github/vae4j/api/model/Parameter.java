package io.github.vae4j.api.model;

import io.github.vae4j.api.tensor.Shape;

/**
 * The key of something a component keeps between passes; its value is read from a {@link Pass}.
 *
 * @param name unique in the model, such as {@code encoder.layer0.weight}; also its name in a
 *     checkpoint
 * @param shape of its value; of one row for a {@link Role#ROW_TABLE}
 * @param role what may change it
 * @param group parameters of one group share an optimiser, a learning rate and turns: by default
 *     the component's name
 */
public record Parameter(String name, Shape shape, Role role, String group) {
  /** What may change a value. */
  public enum Role {
    /** The optimiser. */
    TRAINED,
    /** A proposal of the component itself, such as a moving average. */
    TRACKED,
    /** Nothing. */
    CONSTANT,
    /**
     * The optimiser, one row for each observation of the training set, of which only the batch's
     * rows are touched.
     */
    ROW_TABLE
  }
}
