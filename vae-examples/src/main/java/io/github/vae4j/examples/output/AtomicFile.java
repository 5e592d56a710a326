package io.github.vae4j.examples.output;

import io.github.vae4j.core.files.PendingFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

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
   * Writes {@code target}, a file that memory can hold, by way of a temporary file beside it,
   * replacing what was there.
   *
   * @throws UncheckedIOException if that fails; the target is then as it was
   */
  public static void write(Path target, Content content) {
    try {
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      content.writeTo(whole);
      try (PendingFile file = PendingFile.beside(target)) {
        Channels.newOutputStream(file.channel()).write(whole.toByteArray());
        file.commit();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(reason(e), e);
    }
  }

  /** Returns the reason of a failed file operation in words. */
  public static String reason(IOException e) {
    if (e instanceof AccessDeniedException denied) {
      return "permission denied for " + denied.getFile();
    }
    if (e instanceof NoSuchFileException missing) {
      return missing.getFile() + " does not exist";
    }
    if (e instanceof FileAlreadyExistsException taken) {
      return taken.getFile() + " is in the way";
    }
    if (e instanceof FileSystemException other && other.getReason() != null) {
      return other.getFile() + ": " + other.getReason();
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
