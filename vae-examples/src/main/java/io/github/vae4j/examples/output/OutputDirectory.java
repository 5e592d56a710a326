package io.github.vae4j.examples.output;

import io.github.vae4j.api.plugin.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a run leaves its files; found to be writable before any work begins. */
public final class OutputDirectory {
  private OutputDirectory() {}

  /** Returns {@code runs/<name>}, or the first of {@code runs/<name>-2}, {@code -3}, … that does not exist yet. */
  public static Path unused(Path runs, String name) {
    Path first = runs.resolve(name);
    if (!Files.exists(first)) {
      return first;
    }
    int number = 2;
    while (Files.exists(runs.resolve(name + "-" + number))) {
      number++;
    }
    return runs.resolve(name + "-" + number);
  }

  /**
   * Creates the directory where it is missing and proves that files can be made in it.
   *
   * @throws ConfigurationException if not
   */
  public static void prepare(Path directory) {
    try {
      Files.createDirectories(directory);
      Files.delete(Files.createTempFile(directory, ".writable", ".part"));
    } catch (IOException e) {
      throw new ConfigurationException(
          "Cannot write to directory " + directory + ": " + AtomicFile.reason(e) + "; choose another with --out DIR", e);
    }
  }

  /**
   * Proves that {@code file} can be made: its directory is there or can be created.
   *
   * @throws ConfigurationException if not
   */
  public static void prepareFor(Path file) {
    if (Files.isDirectory(file)) {
      throw new ConfigurationException("Cannot write " + file + ": it is a directory; name a file with --out FILE");
    }
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      prepare(parent);
    }
  }
}
