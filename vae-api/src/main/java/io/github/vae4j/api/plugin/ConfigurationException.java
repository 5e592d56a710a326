package io.github.vae4j.api.plugin;

/**
 * What a user configured cannot work: an unknown name, a wrong option, a plugin that is missing or
 * cannot run here.
 */
public final class ConfigurationException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception whose message says what is wrong and what to do. */
  public ConfigurationException(String message) {
    super(message);
  }

  /** Makes an exception whose message says what is wrong and what to do. */
  public ConfigurationException(String message, Throwable cause) {
    super(message, cause);
  }
}
