package io.github.vae4j.nd4j;

import io.github.vae4j.api.plugin.Options;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.BackendProvider;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds and starts the backend {@code nd4j}.
 *
 * <p>Options: {@code threads}, a whole number from 1 on, by default the number of processors.
 * Results do not depend on it.
 *
 * <p>{@link #create} sets the number of threads of the process's OpenBLAS, {@code
 * libopenblas_nolapack}, to 1, for the backend splits products over threads of its own; it stays so
 * after the backend is closed. {@link #unavailable} loads the native libraries and leaves their
 * settings as they are.
 */
public final class Nd4jBackendProvider implements BackendProvider {
  private static final int MOST_THREADS = 1024;

  /** Makes a provider; nothing is loaded. */
  public Nd4jBackendProvider() {}

  @Override
  public String name() {
    return "nd4j";
  }

  @Override
  public Optional<String> unavailable() {
    try {
      Engine.load();
      return Optional.empty();
    } catch (LinkageError | RuntimeException e) {
      return Optional.of(Engine.reason(e));
    }
  }

  @Override
  public Backend create(Options options) {
    int threads = options.integer("threads", Runtime.getRuntime().availableProcessors());
    if (threads < 1 || threads > MOST_THREADS) {
      throw options.refuse(
          "threads", "must be a whole number from 1 to " + MOST_THREADS + ", got " + threads);
    }
    try {
      Engine.start();
    } catch (LinkageError | RuntimeException e) {
      throw new IllegalStateException(
          "Backend 'nd4j' is present but cannot run here: " + Engine.reason(e), e);
    }
    Nd4jBackend backend = new Nd4jBackend(threads);
    Logger log = LoggerFactory.getLogger(Nd4jBackendProvider.class);
    log.debug("Started backend 'nd4j' on {}", backend.device());
    return backend;
  }
}
