package io.github.vae4j.core.data;

import io.github.vae4j.core.files.PendingFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * What every row writer needs: the pending file, and the count of rows that decides whether it is
 * committed.
 */
final class PendingRows {
  private final Path file;
  private final PendingFile pending;
  private final int width;
  private final int announced;
  private int written;
  private boolean closed;

  private PendingRows(Path file, PendingFile pending, int width, int announced) {
    this.file = file;
    this.pending = pending;
    this.width = width;
    this.announced = announced;
  }

  static PendingRows open(Path file, int width, int rows) {
    if (width < 1 || rows < 0) {
      throw new IllegalArgumentException(
          "RowWriter.open: "
              + rows
              + " rows of "
              + width
              + " columns; a file needs a column and no negative number of rows");
    }
    try {
      return new PendingRows(file, PendingFile.beside(file), width, rows);
    } catch (IOException e) {
      throw new DataException(String.valueOf(e.getMessage()), e);
    }
  }

  int width() {
    return width;
  }

  FileChannel channel() {
    return pending.channel();
  }

  /** Takes note of rows to be written. */
  void take(float[] values, int rows) {
    if (closed) {
      throw new IllegalStateException("RowWriter.write: " + file + " is closed");
    }
    if (rows < 0 || rows > announced - written || (long) rows * width > values.length) {
      throw new IllegalArgumentException(
          "RowWriter.write: "
              + rows
              + " rows of "
              + width
              + " from an array of "
              + values.length
              + "; "
              + file
              + " has room for "
              + (announced - written)
              + " more of the "
              + announced
              + " announced");
    }
    written += rows;
  }

  /** Commits a complete file, and deletes any other. */
  void close() {
    if (closed) {
      return;
    }
    closed = true;
    try (pending) {
      if (written == announced) {
        pending.commit();
      }
    } catch (IOException e) {
      throw failed(e);
    }
    if (written < announced) {
      throw new IllegalStateException(
          "RowWriter.close: "
              + written
              + " of "
              + announced
              + " announced rows were written; "
              + file
              + " was dropped");
    }
  }

  /** Drops the file after a failure to write, and returns what to throw. */
  DataException abandoned(IOException cause) {
    closed = true;
    try {
      pending.close();
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
    return failed(cause);
  }

  private DataException failed(IOException cause) {
    String message = String.valueOf(cause.getMessage());
    return new DataException(
        message.startsWith("cannot write") ? message : "cannot write " + file + ": " + message,
        cause);
  }
}
