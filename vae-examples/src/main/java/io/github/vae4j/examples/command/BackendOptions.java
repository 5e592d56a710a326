package io.github.vae4j.examples.command;

import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.BackendProvider;
import io.github.vae4j.core.plugin.Plugins;
import io.github.vae4j.examples.bench.EngineOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which engine a command computes on. */
final class BackendOptions {
  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description =
          "The engine to compute on (default: ${DEFAULT-VALUE}); 'vae backends' lists them.")
  private String backend = "nd4j";

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads of the engine (default: all processors).")
  private @Nullable Integer threads;

  @Option(
      names = "--device",
      paramLabel = "NAME",
      description =
          "What the engine computes on, such as gpu:0 (default: the processors; jcuda gpu:0).")
  private @Nullable String device;

  /**
   * Refuses what cannot be started, before any other work is done.
   *
   * @throws ConfigurationException if there is no engine of that name, or a number is out of bounds
   */
  void check(Plugins plugins) {
    if (threads != null) {
      Require.atLeast("--threads", threads, 1);
    }
    plugins.named(BackendProvider.class, backend);
  }

  /**
   * Starts the engine.
   *
   * @throws ConfigurationException if it cannot run here
   */
  Backend start(Plugins plugins) {
    EngineOptions options = new EngineOptions(backend, threads == null ? 0 : threads, device);
    return Require.configured(() -> options.start(plugins));
  }
}
