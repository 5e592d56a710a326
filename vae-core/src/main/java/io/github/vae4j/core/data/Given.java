package io.github.vae4j.core.data;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * What comes with the rows of a set.
 *
 * @param conditions c of each row
 * @param scored which entries of x are
 */
record Given(@Nullable Conditions conditions, @Nullable Masks scored) {
  static final Given NOTHING = new Given(null, null);

  Given slice(int from, int to) {
    return new Given(
        conditions == null ? null : conditions.slice(from, to),
        scored == null ? null : scored.slice(from, to));
  }

  void digest(MessageDigest into) {
    if (conditions != null) {
      conditions.digest(into);
    }
    if (scored != null) {
      into.update("scored".getBytes(StandardCharsets.UTF_8));
      scored.digest(into);
    }
  }
}
