package io.github.vae4j.core.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A file that is being written under another name in the directory of its target, and takes the
 * target's place in one step.
 *
 * <p>Readers see the old content or the new, never a part. Closed without {@link #commit()}, it
 * leaves nothing behind.
 */
public final class PendingFile implements Closeable {
  private final Path target;
  private final Path directory;
  private final Path temporary;
  private final FileChannel channel;
  private boolean committed;

  private PendingFile(Path target, Path directory, Path temporary, FileChannel channel) {
    this.target = target;
    this.directory = directory;
    this.temporary = temporary;
    this.channel = channel;
  }

  /**
   * Starts a file that shall replace {@code target}.
   *
   * @throws IOException if the directory is missing or not writable, or the target is a directory;
   *     the message says which
   */
  public static PendingFile beside(Path target) throws IOException {
    Path absolute = target.toAbsolutePath();
    Path directory = absolute.getParent();
    if (directory == null || Files.isDirectory(absolute)) {
      throw new IOException("cannot write " + target + ": it is a directory; name a file");
    }
    if (!Files.isDirectory(directory)) {
      throw new IOException(
          "cannot write "
              + target
              + ": there is no directory "
              + directory
              + "; create it or name another");
    }
    String name = ".vae4j-" + Long.toHexString(ThreadLocalRandom.current().nextLong()) + ".tmp";
    Path temporary = directory.resolve(name);
    try {
      FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      return new PendingFile(target, directory, temporary, channel);
    } catch (IOException e) {
      throw failure(target, directory, e);
    }
  }

  /** Returns the channel to write to; {@link #commit()} and {@link #close()} close it. */
  public FileChannel channel() {
    return channel;
  }

  /** Returns where the content stands until it is committed. */
  public Path path() {
    return temporary;
  }

  /**
   * Forces what was written to the disk and moves it to the target, replacing what was there.
   *
   * @throws IOException if either fails; the target is then as it was
   * @throws IllegalStateException if called twice
   */
  public void commit() throws IOException {
    if (committed) {
      throw new IllegalStateException(
          "PendingFile.commit: " + target + " was committed before; write a new one");
    }
    try {
      channel.force(true);
      channel.close();
      move();
    } catch (IOException e) {
      throw failure(target, directory, e);
    }
    committed = true;
  }

  private void move() throws IOException {
    try {
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Deletes what was written unless it was committed. */
  @Override
  public void close() throws IOException {
    if (!committed) {
      try (channel) {
        Files.deleteIfExists(temporary);
      }
    }
  }

  private static IOException failure(Path target, Path directory, IOException cause) {
    String reason =
        Files.isWritable(directory)
            ? reason(cause)
            : "the directory "
                + directory
                + " is not writable; change its permissions or name another";
    return new IOException("cannot write " + target + ": " + reason, cause);
  }

  private static String reason(IOException cause) {
    if (cause instanceof FileSystemException failed && failed.getReason() != null) {
      return String.valueOf(failed.getReason());
    }
    return cause.getClass().getSimpleName() + ": " + cause.getMessage();
  }
}
