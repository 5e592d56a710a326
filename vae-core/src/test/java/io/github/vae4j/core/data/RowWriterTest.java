package io.github.vae4j.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.api.tensor.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowWriterTest {
  @TempDir Path directory;

  @Test
  void writesNumpysFormatToTheByte() throws IOException {
    Path file = directory.resolve("a.npy");
    try (RowWriter writer = RowWriter.open(file, List.of("x", "y"), 3)) {
      writer.write(new float[] {1, -2, 3, 4, 99, 99}, 2);
      writer.write(new float[] {5, Float.MIN_VALUE}, 1);
    }
    // numpy.save gives these very bytes for the same array.
    String text = "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 2), }";
    ByteBuffer expected = ByteBuffer.allocate(128 + 24).order(ByteOrder.LITTLE_ENDIAN);
    expected.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) 118);
    expected.put(
        (text + " ".repeat(117 - text.length()) + "\n").getBytes(StandardCharsets.US_ASCII));
    for (float value : new float[] {1, -2, 3, 4, 5, Float.MIN_VALUE}) {
      expected.putFloat(value);
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(expected.array());
  }

  @Test
  void writesRowsOfAnyShape() throws IOException {
    Path images = directory.resolve("b.npy");
    try (RowWriter writer = NpyWriter.open(images, 1, Shape.of(2, 2, 1))) {
      writer.write(new float[4], 1);
    }
    assertThat(Files.readString(images, StandardCharsets.ISO_8859_1))
        .contains("'shape': (1, 2, 2, 1), }")
        .hasSize(128 + 16);
    Path numbers = directory.resolve("c.npy");
    try (RowWriter writer = NpyWriter.open(numbers, 2, Shape.scalar())) {
      writer.write(new float[2], 2);
    }
    assertThat(Files.readString(numbers, StandardCharsets.ISO_8859_1)).contains("'shape': (2,), }");
  }

  @Test
  void writesManyRows() throws IOException {
    Path file = directory.resolve("d.npy");
    int rows = 40_001;
    try (RowWriter writer = RowWriter.open(file, List.of("x"), rows)) {
      float[] all = new float[rows];
      for (int i = 0; i < rows; i++) {
        all[i] = i;
      }
      writer.write(all, rows);
    }
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < rows; i++) {
      assertThat(bytes.getFloat(128 + 4 * i)).isEqualTo(i);
    }
  }

  @Test
  void writesCsvThatGivesBackTheSameFloats() throws IOException {
    Path file = directory.resolve("e.CSV");
    try (RowWriter writer = RowWriter.open(file, List.of("z, first", "logVariance"), 2)) {
      writer.write(new float[] {0.1f, -1e-30f, Float.NaN, 3}, 2);
    }
    assertThat(Files.readString(file))
        .isEqualTo("\"z, first\",logVariance\n0.1,-1.0E-30\nNaN,3.0\n");
  }

  @Test
  void dropsAnIncompleteFileAndKeepsTheOldOne() throws IOException {
    Path file = directory.resolve("f.csv");
    Files.writeString(file, "old");
    RowWriter writer = RowWriter.open(file, List.of("x"), 2);
    writer.write(new float[1], 1);
    assertThatThrownBy(writer::close)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("1 of 2");
    writer.close();
    assertThatThrownBy(() -> writer.write(new float[1], 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    assertThat(directory)
        .isDirectoryContaining(path -> path.equals(file))
        .isDirectoryNotContaining("glob:**.tmp");
    assertThat(Files.readString(file)).isEqualTo("old");
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatThrownBy(() -> RowWriter.open(directory.resolve("g.txt"), List.of("x"), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(".npy or .csv");
    assertThatThrownBy(() -> RowWriter.open(directory.resolve("g.npy"), List.of(), 1))
        .isInstanceOf(IllegalArgumentException.class);
    Path missing = directory.resolve("none").resolve("g.npy");
    assertThatThrownBy(() -> RowWriter.open(missing, List.of("x"), 1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("cannot write " + missing)
        .hasMessageContaining("no directory");
    try (RowWriter writer = RowWriter.open(directory.resolve("g.csv"), List.of("x"), 1)) {
      assertThatThrownBy(() -> writer.write(new float[5], 2))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("room for 1 more of the 1");
      assertThatThrownBy(() -> writer.write(new float[0], 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("array of 0");
      writer.write(new float[1], 1);
    }
  }
}
