package io.github.vae4j.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.github.vae4j.api.tensor.Shape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxFileTest {
  @Test
  void readsImagesAndLabelsGzippedOrNot(@TempDir Path directory) throws IOException {
    Path images = Files.write(directory.resolve("images"), IdxBytes.counting(3, 2, 4));
    Path labels = Files.write(directory.resolve("labels.gz"), IdxBytes.gzip(IdxBytes.counting(3)));
    Dataset data = IdxFile.read(images).images(IdxFile.read(labels));
    assertThat(data.schema().shape()).isEqualTo(Shape.of(2, 4, 1));
    assertThat(data.size()).isEqualTo(3);
    assertThat(data.row(1))
        .containsExactly(
            8 / 255f, 9 / 255f, 10 / 255f, 11 / 255f, 12 / 255f, 13 / 255f, 14 / 255f, 15 / 255f);
    assertThat(data.labels()).contains(new int[] {0, 1, 2});
  }

  @Test
  void readsColourImagesAndLabelsAbove127() {
    assertThat(read(IdxBytes.counting(1, 2, 2, 3)).images(null).schema().shape())
        .isEqualTo(Shape.of(2, 2, 3));
    Dataset data = read(IdxBytes.counting(200, 1, 1)).images(read(IdxBytes.counting(200)));
    assertThat(data.labels().orElseThrow()[199]).isEqualTo(199);
    assertThat(data.row(199)).containsExactly(199 / 255f);
  }

  @Test
  void digestIsThatOfTheDecompressedFile() {
    byte[] bytes = {0, 0, 8, 1, 0, 0, 0, 3, 'a', 'b', 'c'};
    // printf '\0\0\10\1\0\0\0\3abc' | sha256sum
    String expected = "379a7afbfd9f0de0a36184463dd209c260f4582821ea2e5e4c40c7eb713dbda2";
    assertThat(read(bytes).digest()).isEqualTo(expected);
    assertThat(read(IdxBytes.gzip(bytes)).digest()).isEqualTo(expected);
  }

  @Test
  void refusesWhatIsNoIdxFile() {
    refused(new byte[0], "magic number", "ends after 0 of 4");
    refused(new byte[] {0, 0, 8}, "magic number", "ends after 3 of 4");
    refused("PK rubbish".getBytes(StandardCharsets.US_ASCII), "magic number", "begins with 504b");
    refused(IdxBytes.of(0x0d, new int[] {1}, 4), "element type", "0x0d is not 0x08");
    refused(new byte[] {0, 0, 8, 0}, "number of dimensions", "0 is not from 1 to 4");
    refused(new byte[] {0, 0, 8, -1}, "number of dimensions", "255 is not from 1 to 4");
    refused(new byte[] {0, 0, 8, 2, 0, 0, 0, 1, 0}, "dimension 1", "ends after 1 of 4");
    refused(IdxBytes.of(0x08, new int[] {-1}, 3), "dimension 0", "4294967295 is more than");
    refused(
        IdxBytes.of(0x08, new int[] {60000, 1 << 20, 28}, 3),
        "dimension 1",
        "1048576 makes 62914560000 elements");
  }

  @Test
  void refusesTruncationAndTrailingBytes() {
    byte[] sound = IdxBytes.counting(2, 3, 3);
    byte[] zipped = IdxBytes.gzip(sound);
    refused(Arrays.copyOf(sound, sound.length - 1), "elements", "ends after 17 of 18 bytes");
    refused(Arrays.copyOf(sound, sound.length + 1), "elements", "bytes follow the 18");
    refused(
        IdxBytes.gzip(Arrays.copyOf(sound, sound.length + 1)), "elements", "bytes follow the 18");
    refused(Arrays.copyOf(zipped, zipped.length - 12), "truncated", "file");
    zipped[zipped.length - 8] ^= 1;
    refused(zipped, "cannot be read", "damaged");
  }

  @Test
  void aClaimedSizeCostsNothing() {
    byte[] liar = IdxBytes.of(0x08, new int[] {IdxFile.MAX_BYTES}, 10);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    refused(liar, "elements", "ends after 10 of 1073741824");
    refused(IdxBytes.gzip(liar), "elements", "ends after 10 of 1073741824");
    assertThat(threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before)
        .isLessThan(8 << 20);
  }

  @Test
  void damagedFilesAreRefusedInOneWayOnly() {
    Random random = new Random(7);
    byte[] sound = IdxBytes.counting(4, 5, 5);
    byte[] zipped = IdxBytes.gzip(sound);
    for (int i = 0; i < 3000; i++) {
      byte[] damaged = (i % 2 == 0 ? sound : zipped).clone();
      damaged[random.nextInt(Math.min(damaged.length, 40))] = (byte) random.nextInt();
      damaged = i % 3 == 0 ? Arrays.copyOf(damaged, random.nextInt(damaged.length + 20)) : damaged;
      try {
        read(damaged).images(null);
      } catch (DataException e) {
        assertThat(e).hasMessageContaining("IDX file test");
      }
    }
  }

  @Test
  void refusesDimensionsThatAreNotOfImagesOrLabels() {
    IdxFile three = read(IdxBytes.counting(3, 1, 1));
    assertThatThrownBy(() -> three.images(read(IdxBytes.counting(2))))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("(2)")
        .hasMessageContaining("3 images");
    assertThatThrownBy(() -> three.images(three))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("(3, 1, 1)");
    assertThatThrownBy(() -> read(IdxBytes.counting(3)).images(null))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("not those of images");
    assertThatThrownBy(() -> read(IdxBytes.counting(0, 2, 2)).images(null))
        .isInstanceOf(DataException.class);
  }

  @Test
  void namesAFileThatIsNotThere(@TempDir Path directory) {
    Path missing = directory.resolve("x");
    assertThatThrownBy(() -> IdxFile.read(missing))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(missing + " does not exist");
    assertThatThrownBy(() -> IdxFile.read(directory))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(directory.toString());
  }

  private static IdxFile read(byte[] bytes) {
    return IdxFile.read(new ByteArrayInputStream(bytes), "test");
  }

  private static void refused(byte[] bytes, String field, String problem) {
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("IDX file test")
        .hasMessageContaining(field)
        .hasMessageContaining(problem);
  }
}
