package io.github.vae4j.cvae;

import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.plugin.Options;

/**
 * How a component reads its condition: the section {@code condition} of its options.
 *
 * @param embedding {@code embedding}: the width of the trained vector that each category becomes; 0
 *     for one-hot
 * @param unseen {@code unseen}: the value of a number that is not seen; where 0 is a value like any
 *     other, such as black, take one that does not occur, such as −1
 * @param mask {@code mask}: whether what is seen, 1 or 0 for each entry, is read too
 */
public record ConditionOptions(int embedding, double unseen, boolean mask) {
  /** Refuses a negative width and a value that is not finite. */
  public ConditionOptions {
    if (embedding < 0 || !Double.isFinite(unseen)) {
      throw new IllegalArgumentException(
          "ConditionOptions: embedding must be 0 or more and unseen finite, got "
              + embedding
              + " and "
              + unseen);
    }
  }

  /** Returns the defaults: one-hot categories, 0 for what is not seen, and no mask. */
  public static ConditionOptions defaults() {
    return new ConditionOptions(0, 0, false);
  }

  /**
   * Reads the section of a component's options, which need not be there.
   *
   * @throws ConfigurationException if {@code embedding} is negative
   */
  public static ConditionOptions read(Options component) {
    Options section = component.sectionOrDefaults("condition");
    ConditionOptions defaults = defaults();
    int embedding = section.integer("embedding", defaults.embedding());
    if (embedding < 0) {
      throw section.refuse("embedding", "must be 0 (one-hot) or more, got " + embedding);
    }
    return new ConditionOptions(
        embedding,
        section.number("unseen", defaults.unseen()),
        section.flag("mask", defaults.mask()));
  }
}
