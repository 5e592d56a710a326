package io.github.vae4j.core.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Reading at a position until a buffer is full. */
final class Channels {
  private Channels() {}

  /** Fills what remains of {@code buffer}; false if the file ends first. */
  static boolean fill(FileChannel channel, ByteBuffer buffer, long position) throws IOException {
    long at = position;
    while (buffer.hasRemaining()) {
      int read = channel.read(buffer, at);
      if (read < 0) {
        return false;
      }
      at += read;
    }
    return true;
  }
}
