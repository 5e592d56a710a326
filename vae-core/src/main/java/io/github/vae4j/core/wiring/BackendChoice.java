package io.github.vae4j.core.wiring;

import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.plugin.JsonOptions;
import io.github.vae4j.core.plugin.Plugins;
import java.util.Optional;

/**
 * Which backend to start, and how.
 *
 * @param name its name; empty for the only one there is
 * @param options a JSON object with its options, such as <code>{"threads": 2}</code>
 */
public record BackendChoice(Optional<String> name, String options) {
  private static final String WHERE = "backend";

  /** Refuses options that are no JSON object. */
  public BackendChoice {
    JsonOptions.parse(options, WHERE);
  }

  /** Returns the choice of the only backend there is, with its defaults. */
  public static BackendChoice only() {
    return new BackendChoice(Optional.empty(), "{}");
  }

  /** Returns the choice of a backend by name, with its defaults. */
  public static BackendChoice named(String name) {
    return new BackendChoice(Optional.of(name), "{}");
  }

  /**
   * Returns this choice with other options.
   *
   * @param json a JSON object
   * @throws ConfigurationException if it is none
   */
  public BackendChoice withOptions(String json) {
    return new BackendChoice(name, json);
  }

  /** Starts it. */
  Backend start(Plugins plugins) {
    JsonOptions parsed = JsonOptions.parse(options, WHERE);
    return name.map(chosen -> plugins.backend(chosen, parsed))
        .orElseGet(() -> plugins.backend(parsed));
  }
}
