package io.github.vae4j.core.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.vae4j.api.tensor.Shape;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged files either open, every tensor readable, or are refused, at a cost that their real size
 * bounds.
 */
class SafeTensorsFuzzTest {
  private static final int FILES = 6000;
  private static final long SEED = 20240607;

  /** Files opened before allocation is looked at: the first of each kind load classes. */
  private static final int WARM_UP = 200;

  /** What opening any small file may allocate; measured at 130 kB for the undamaged file. */
  private static final long ALLOWED_BYTES = 1 << 20;

  private static final String[] FRAGMENTS = {
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\u0000",
    "null",
    "true",
    "1e99",
    "-1",
    "0",
    "9223372036854775807",
    "18446744073709551615",
    "\"dtype\"",
    "\"shape\"",
    "\"data_offsets\"",
    "\"__metadata__\"",
    "\"F32\"",
    "\"I64\"",
    "\"BF16\"",
    "\"a\"",
    "[0,8]",
    " ",
    "\u00ff"
  };

  @TempDir Path directory;
  private final Random random = new Random(SEED);
  private byte[] sound = new byte[0];

  @BeforeEach
  void writeASoundFile() throws IOException {
    Path file = directory.resolve("sound");
    SafeTensors.write(
        file,
        Map.of("model", "{\"encoder\":{\"type\":\"mlp\"}}"),
        List.of(
            TensorData.floats("a", Shape.of(2, 3), () -> new float[6]),
            TensorData.longs("step", Shape.scalar(), () -> new long[1]),
            TensorData.doubles("d", Shape.of(2), () -> new double[2])));
    sound = Files.readAllBytes(file);
  }

  @Test
  void damagedFilesAreRefusedInBoundedMemory() throws IOException {
    Path file = directory.resolve("damaged");
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int opened = 0;
    for (int i = 0; i < FILES; i++) {
      byte[] damaged = damaged(i);
      Files.write(file, damaged);
      long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
      opened += opens(file, i, damaged) ? 1 : 0;
      long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
      assertThat(allocated)
          .as("bytes allocated for file %d of seed %d", i, SEED)
          .isLessThan(i < WARM_UP ? Long.MAX_VALUE : ALLOWED_BYTES);
    }
    assertThat(opened).as("some damage is harmless, most is not").isBetween(FILES / 100, FILES / 2);
  }

  private static boolean opens(Path file, int number, byte[] content) {
    try (SafeTensors read = SafeTensors.open(file)) {
      for (SafeTensors.Entry entry : read.entries()) {
        readAll(read, entry);
      }
      return true;
    } catch (CheckpointException refused) {
      assertThat(refused).hasMessageContaining(file.toString());
      return false;
    } catch (RuntimeException | Error e) {
      throw new AssertionError(
          "file " + number + " of seed " + SEED + ": " + Arrays.toString(content), e);
    }
  }

  private static void readAll(SafeTensors read, SafeTensors.Entry entry) {
    int count =
        switch (entry.dtype()) {
          case F32 -> read.floats(entry.name()).length;
          case F64 -> read.doubles(entry.name()).length;
          case I64 -> read.longs(entry.name()).length;
        };
    assertThat((long) count).isEqualTo(entry.shape().size());
  }

  private byte[] damaged(int number) {
    byte[] bytes = sound.clone();
    return switch (number % 6) {
      case 0 -> Arrays.copyOf(bytes, random.nextInt(2 * bytes.length));
      case 1 -> flipBits(bytes);
      case 2 -> randomBytes();
      case 3 -> withLength(bytes, random.nextLong() >>> random.nextInt(64));
      case 4 -> spliced(bytes);
      default -> randomHeader();
    };
  }

  private byte[] flipBits(byte[] bytes) {
    for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  private byte[] randomBytes() {
    byte[] bytes = new byte[random.nextInt(300)];
    random.nextBytes(bytes);
    if (bytes.length > 8 && random.nextBoolean()) {
      bytes[8] = '{';
      return withLength(bytes, random.nextInt(bytes.length));
    }
    return bytes;
  }

  /** Replaces a part of the header by a fragment of one, and makes the length fit. */
  private byte[] spliced(byte[] bytes) {
    int headerEnd = 8 + (bytes[0] & 0xff) + 256 * (bytes[1] & 0xff);
    String header = new String(bytes, 8, headerEnd - 8, StandardCharsets.ISO_8859_1);
    int from = random.nextInt(header.length());
    int to = Math.min(header.length(), from + random.nextInt(12));
    String changed = header.substring(0, from) + fragment() + header.substring(to);
    return file(changed, bytes.length - headerEnd);
  }

  private byte[] randomHeader() {
    StringBuilder header = new StringBuilder("{");
    for (int parts = random.nextInt(30); parts > 0; parts--) {
      header.append(fragment());
    }
    return file(header.toString(), random.nextInt(20));
  }

  private String fragment() {
    return FRAGMENTS[random.nextInt(FRAGMENTS.length)];
  }

  private static byte[] file(String header, int dataBytes) {
    byte[] text = header.getBytes(StandardCharsets.ISO_8859_1);
    byte[] bytes = new byte[8 + text.length + dataBytes];
    System.arraycopy(text, 0, bytes, 8, text.length);
    return withLength(bytes, text.length);
  }

  private static byte[] withLength(byte[] bytes, long length) {
    for (int i = 0; i < 8 && i < bytes.length; i++) {
      bytes[i] = (byte) (length >>> (8 * i));
    }
    return bytes;
  }
}
