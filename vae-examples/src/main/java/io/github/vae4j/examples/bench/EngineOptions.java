package io.github.vae4j.examples.bench;

import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.plugin.JsonOptions;
import io.github.vae4j.core.plugin.Plugins;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a command asks for an engine.
 *
 * @param backend by the name of its provider
 * @param threads 0 for the engine's default
 * @param device such as {@code gpu:0}; null for the engine's default
 */
public record EngineOptions(String backend, int threads, @Nullable String device) {
  private static final String PATH = "backend";
  private static final String NO_DEVICE = PATH + ": no option 'device'";

  /**
   * Starts the engine.
   *
   * @throws ConfigurationException if there is none of that name, if it cannot run here, or if it
   *     has no such option
   */
  public Backend start(Plugins plugins) {
    Map<String, Object> options = new LinkedHashMap<>();
    if (threads != 0) {
      options.put("threads", threads);
    }
    if (device != null) {
      options.put("device", device);
    }
    try {
      return plugins.backend(backend, JsonOptions.of(options, PATH));
    } catch (ConfigurationException e) {
      throw String.valueOf(e.getMessage()).startsWith(NO_DEVICE)
          ? new ConfigurationException(
              backend
                  + " has no devices to choose from; leave --device out, or name another backend",
              e)
          : e;
    }
  }
}
