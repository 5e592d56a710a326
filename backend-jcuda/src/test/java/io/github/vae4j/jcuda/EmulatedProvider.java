package io.github.vae4j.jcuda;

import io.github.vae4j.api.plugin.Options;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.BackendProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** Starts the backend on a device of the emulated driver, and nowhere else. */
final class EmulatedProvider implements BackendProvider {
  private final JcudaBackendProvider provider;

  EmulatedProvider(String device, Function<Gpu, Pool> pools) {
    provider = new JcudaBackendProvider(device, pools);
  }

  @Override
  public String name() {
    return provider.name();
  }

  @Override
  public Optional<String> unavailable() {
    return provider
        .unavailable()
        .map(reason -> "no emulated driver: " + absence().orElse(reason))
        .or(EmulatedProvider::real);
  }

  /** Returns why the build made no driver, if it did not. */
  private static Optional<String> absence() {
    Path told = Path.of(System.getenv().getOrDefault("LD_LIBRARY_PATH", ""), "absent");
    try {
      return Files.exists(told) ? Optional.of(Files.readString(told).strip()) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + told, e);
    }
  }

  private static Optional<String> real() {
    String name = Device.of(0).name();
    return name.startsWith("Emulated")
        ? Optional.empty()
        : Optional.of("no emulated driver: the one loaded has a real " + name);
  }

  @Override
  public Backend create(Options options) {
    Optional<String> reason = unavailable();
    if (reason.isPresent()) {
      throw new IllegalStateException(
          "Backend 'jcuda' is present but cannot run here: " + reason.get());
    }
    return provider.create(options);
  }
}
