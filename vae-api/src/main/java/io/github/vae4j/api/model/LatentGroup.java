package io.github.vae4j.api.model;

import io.github.vae4j.api.tensor.Shape;

/**
 * A named part of the latents; most models have one, called {@code z}.
 *
 * @param name unique in the model
 * @param event the shape of one row's value, such as (20)
 */
public record LatentGroup(String name, Shape event) {
  /** Refuses an empty name. */
  public LatentGroup {
    if (name.isBlank()) {
      throw new IllegalArgumentException("LatentGroup: the name must not be blank");
    }
  }

  /** Returns a group whose value is a vector. */
  public static LatentGroup of(String name, int size) {
    return new LatentGroup(name, Shape.of(size));
  }
}
