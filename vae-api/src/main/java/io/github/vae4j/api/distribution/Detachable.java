package io.github.vae4j.api.distribution;

/** The parameters can be cut from the tape. */
public interface Detachable extends Distribution {
  /** Returns the same distribution with parameters through which no gradient passes. */
  Distribution detached();
}
