package io.github.vae4j.examples.output;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file so that a reader, or the next run, never meets half of it. */
public final class AtomicFile {
  private AtomicFile() {}

  /** Produces the content of a file. */
  @FunctionalInterface
  public interface Content {
    /** Writes all of it. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes {@code target} by way of a temporary file beside it, replacing what was there.
   *
   * @throws UncheckedIOException if that fails; the target is then as it was
   */
  public static void write(Path target, Content content) {
    Path whole = target.toAbsolutePath();
    // a name of our own rather than createTempFile, whose file only the owner may read
    Path part = whole.resolveSibling("." + whole.getFileName() + "." + ProcessHandle.current().pid() + ".part");
    try {
      try {
        try (OutputStream out = Files.newOutputStream(part)) {
          content.writeTo(out);
        }
        move(part, whole);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + target + ": " + reason(e) + "; name a place you may write to", e);
    }
  }

  /** Returns the reason of a failed file operation in words. */
  public static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof NoSuchFileException missing) {
      return missing.getFile() + " does not exist";
    }
    if (e instanceof FileAlreadyExistsException taken) {
      return taken.getFile() + " is in the way";
    }
    if (e instanceof FileSystemException other && other.getReason() != null) {
      return other.getReason();
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
