package io.github.vae4j.jcuda;

/**
 * Something that a step does cannot be written down in a CUDA graph. The capture catches it and
 * runs the step call by call from then on.
 */
final class CaptureRefusedException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  CaptureRefusedException(String message) {
    super(message);
  }
}
