package io.github.vae4j.core.data;

/**
 * A data file that is missing, damaged, not to be had or not writable; another file, or another
 * directory, may serve.
 */
public final class DataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception whose message names the file and says what to do. */
  public DataException(String message) {
    super(message);
  }

  /** Makes an exception whose message names the file and says what to do. */
  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
