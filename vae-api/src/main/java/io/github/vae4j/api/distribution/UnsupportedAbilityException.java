package io.github.vae4j.api.distribution;

/** A distribution was asked for something it cannot do. */
public final class UnsupportedAbilityException extends UnsupportedOperationException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception whose message names the purpose, the distribution and the ability. */
  public UnsupportedAbilityException(String message) {
    super(message);
  }
}
