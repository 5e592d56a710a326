package io.github.vae4j.core.train;

/**
 * The loss or a gradient became infinite or NaN; the last parameters with finite numbers were kept.
 */
public final class NonFiniteException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception whose message says where training was, where the last good parameters are
   * and what to try.
   */
  public NonFiniteException(String message) {
    super(message);
  }
}
