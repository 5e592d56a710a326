package io.github.vae4j.examples.output;

import io.github.vae4j.api.plugin.ConfigurationException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Where a run leaves its files; found to be writable before any work begins. Closed, it is gone
 * again if it was new and stayed empty.
 */
public final class OutputDirectory implements AutoCloseable {
  private final Path path;
  private final boolean existed;

  private OutputDirectory(Path path, boolean existed) {
    this.path = path;
    this.existed = existed;
  }

  /**
   * Returns {@code runs/<name>}, or the first of {@code runs/<name>-2}, {@code -3}, … that does not
   * exist yet.
   */
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
  public static OutputDirectory prepare(Path directory) {
    return prepare(directory, "--out DIR");
  }

  private static OutputDirectory prepare(Path directory, String option) {
    boolean existed = Files.exists(directory);
    try {
      Files.createDirectories(directory);
      probe(directory);
    } catch (IOException e) {
      throw new ConfigurationException(
          "Cannot write to directory "
              + directory
              + ": "
              + AtomicFile.reason(e)
              + "; choose another with "
              + option,
          e);
    }
    return new OutputDirectory(directory, existed);
  }

  /** Makes a file and takes it away; a refusal speaks of the directory, not of that file. */
  private static void probe(Path directory) throws IOException {
    try {
      Files.delete(Files.createTempFile(directory, ".writable", ".part"));
    } catch (AccessDeniedException e) {
      throw new IOException("permission denied", e);
    } catch (FileSystemException e) {
      throw new IOException(e.getReason() == null ? "no file can be made in it" : e.getReason(), e);
    }
  }

  /**
   * Refuses a name that another kind of file should have.
   *
   * @throws ConfigurationException if it does not end in {@code .png}
   */
  public static void requirePng(Path file) {
    if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
      throw new ConfigurationException(
          "--out " + file + " must end in .png, the kind of picture that is written");
    }
  }

  /**
   * Proves that {@code file} can be made, in a directory that is created where it is missing.
   *
   * @throws ConfigurationException if not
   */
  public static void prepareFor(Path file) {
    if (Files.isDirectory(file)) {
      throw new ConfigurationException(
          "Cannot write " + file + ": it is a directory; name a file with --out FILE");
    }
    prepare(of(file), "--out FILE");
  }

  /** Returns the directory a file lies in. */
  public static Path of(Path file) {
    Path parent = file.getParent();
    return parent == null ? Path.of(".") : parent;
  }

  /** Returns the directory. */
  public Path path() {
    return path;
  }

  @Override
  public void close() {
    try {
      if (!existed) {
        Files.deleteIfExists(path);
      }
    } catch (DirectoryNotEmptyException e) {
      // the run has left its files, as it should
    } catch (IOException e) {
      throw new ConfigurationException(
          "Cannot tidy up directory " + path + ": " + AtomicFile.reason(e) + "; remove it by hand",
          e);
    }
  }
}
