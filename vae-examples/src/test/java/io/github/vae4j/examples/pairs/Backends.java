package io.github.vae4j.examples.pairs;

import static org.junit.jupiter.api.Assumptions.abort;

import io.github.vae4j.api.plugin.Provider;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.BackendProvider;
import io.github.vae4j.core.plugin.JsonOptions;
import io.github.vae4j.core.plugin.Plugins;
import io.github.vae4j.core.reference.ReferenceBackend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The backends on the class path and the reference; one that cannot run here aborts its tests. */
final class Backends {
  private static final String REFERENCE = "reference";
  private static final Plugins PLUGINS = Plugins.discover();
  private static final Map<String, String> TITLES =
      names().stream().collect(Collectors.toMap(Function.identity(), Backends::title));

  private Backends() {}

  /** Two backends, in the order in which the second is to follow the first. */
  record Pair(String first, String second) {
    @Override
    public String toString() {
      return TITLES.get(first) + ", " + TITLES.get(second);
    }
  }

  static Plugins plugins() {
    return PLUGINS;
  }

  /** Returns every two backends once. */
  static List<Pair> pairs() {
    return directions().stream()
        .filter(pair -> names().indexOf(pair.first()) < names().indexOf(pair.second()))
        .toList();
  }

  /** Returns every two backends in both orders. */
  static List<Pair> directions() {
    List<Pair> pairs = new ArrayList<>();
    for (String first : names()) {
      for (String second : names()) {
        if (!first.equals(second)) {
          pairs.add(new Pair(first, second));
        }
      }
    }
    return pairs;
  }

  private static List<String> names() {
    return Stream.concat(
            Stream.of(REFERENCE), PLUGINS.all(BackendProvider.class).stream().map(Provider::name))
        .toList();
  }

  /** Returns a name, and whether what runs is a backend on a stand-in for the driver it needs. */
  private static String title(String name) {
    if (name.equals(REFERENCE)
        || Plugins.unavailable(PLUGINS.named(BackendProvider.class, name)).isPresent()) {
      return name;
    }
    try (Backend backend = start(name)) {
      return backend.device().contains("Emulated") ? name + " (emulated driver)" : name;
    }
  }

  /** Starts a backend, or aborts the test with the reason why it cannot run here. */
  static Backend start(String name) {
    if (name.equals(REFERENCE)) {
      return new ReferenceBackend();
    }
    Plugins.unavailable(PLUGINS.named(BackendProvider.class, name))
        .map(reason -> name.equals("jcuda") ? noStandIn().orElse(reason) : reason)
        .ifPresent(reason -> abort("backend '" + name + "' cannot run on this machine: " + reason));
    return PLUGINS.backend(name, JsonOptions.of(Map.of("threads", 2), "test"));
  }

  /** Returns why the build of backend-jcuda made no stand-in for NVIDIA's driver, if it says so. */
  private static Optional<String> noStandIn() {
    Path told = Path.of(System.getenv().getOrDefault("LD_LIBRARY_PATH", ""), "absent");
    try {
      return Files.exists(told)
          ? Optional.of("no emulated driver: " + Files.readString(told).strip())
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + told, e);
    }
  }
}
