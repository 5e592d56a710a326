package io.github.vae4j.core.checkpoint;

/** A checkpoint that cannot be read or written; another file, or another directory, may serve. */
public final class CheckpointException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception whose message names the file, the field and the values. */
  public CheckpointException(String message) {
    super(message);
  }

  /** Makes an exception whose message names the file, the field and the values. */
  public CheckpointException(String message, Throwable cause) {
    super(message, cause);
  }
}
