package io.github.vae4j.core.data;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the machine says about where data is kept.
 *
 * @param variables the environment's variables
 * @param system the name of the operating system, as Java gives it
 * @param home the user's own directory
 */
public record DataEnvironment(Map<String, String> variables, String system, Path home) {
  /**
   * The variable that names the directory of the user's data, in which each set has a directory of
   * its name.
   */
  public static final String DATA_VARIABLE = "VAE4J_DATA";

  private static final String OWN_NAME = "vae4j";

  /** Copies the map. */
  public DataEnvironment {
    variables = Map.copyOf(variables);
  }

  /** Returns that of this process. */
  public static DataEnvironment ofThisProcess() {
    return new DataEnvironment(
        System.getenv(),
        System.getProperty("os.name", ""),
        Path.of(System.getProperty("user.home", ".")));
  }

  /** Returns the directory that the user's variable names for a set, whether or not it is there. */
  public Optional<Path> data(String name) {
    return variable(DATA_VARIABLE).map(directory -> Path.of(directory).resolve(name));
  }

  /**
   * Returns the directory in which downloads of a set are kept: in {@code $XDG_CACHE_HOME} or
   * {@code ~/.cache}, on macOS {@code ~/Library/Caches}, on Windows {@code %LOCALAPPDATA%}.
   */
  public Path cache(String name) {
    return caches().resolve(OWN_NAME).resolve(name);
  }

  private Path caches() {
    String lower = system.toLowerCase(Locale.ROOT);
    if (lower.startsWith("windows")) {
      return variable("LOCALAPPDATA")
          .map(Path::of)
          .orElse(home.resolve("AppData").resolve("Local"));
    }
    if (lower.startsWith("mac")) {
      return home.resolve("Library").resolve("Caches");
    }
    // The XDG base directory specification has relative paths ignored.
    return variable("XDG_CACHE_HOME")
        .map(Path::of)
        .filter(Path::isAbsolute)
        .orElse(home.resolve(".cache"));
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
  }
}
