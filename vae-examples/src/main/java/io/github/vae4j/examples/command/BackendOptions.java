package io.github.vae4j.examples.command;

import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.plugin.JsonOptions;
import io.github.vae4j.core.plugin.Plugins;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which engine a command computes on. */
final class BackendOptions {
  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "The engine to compute on (default: ${DEFAULT-VALUE}); 'vae backends' lists them.")
  private String backend = "nd4j";

  @Option(names = "--threads", paramLabel = "N", description = "Threads of the engine (default: all processors).")
  private @Nullable Integer threads;

  /**
   * Starts the engine.
   *
   * @throws ConfigurationException if there is none of that name, or it cannot run here
   */
  Backend start(Plugins plugins) {
    if (threads != null && threads < 1) {
      throw new ConfigurationException("--threads must be 1 or more, got " + threads);
    }
    JsonOptions options = JsonOptions.of(threads == null ? Map.of() : Map.of("threads", threads), "backend");
    return plugins.backend(backend, options);
  }
}
