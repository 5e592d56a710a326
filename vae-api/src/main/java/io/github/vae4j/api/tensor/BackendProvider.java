package io.github.vae4j.api.tensor;

import io.github.vae4j.api.plugin.Options;
import io.github.vae4j.api.plugin.Provider;
import java.util.Optional;

/**
 * Finds and starts one engine; listed in {@code META-INF/services}. Its constructor does nothing.
 */
public interface BackendProvider extends Provider {
  /**
   * Returns why this engine cannot run here (missing driver, wrong platform), or empty if it can.
   *
   * <p>To find out, it may load the engine's native libraries, which then stay loaded, with the
   * settings that the provider documents. It holds no tensor and no device.
   */
  Optional<String> unavailable();

  /**
   * Starts the engine.
   *
   * <p>Every provider reads {@code threads} (whole number, default: all processors); others
   * document their own options.
   *
   * @throws IllegalStateException if it cannot run here, with the reason of {@link #unavailable()}
   */
  Backend create(Options options);
}
