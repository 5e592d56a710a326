package io.github.vae4j.core.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.api.tensor.Shape;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafeTensorsTest {
  @TempDir Path directory;

  @Test
  void givesBackWhatWasWritten() {
    Path file = directory.resolve("a.safetensors");
    float[] many = new float[100_003];
    for (int i = 0; i < many.length; i++) {
      many[i] = i - 0.5f;
    }
    SafeTensors.write(
        file,
        Map.of("model", "{\"a\": [1, \"ü\"]}"),
        List.of(
            TensorData.floats("w", Shape.of(100_003), () -> many),
            TensorData.longs("step", Shape.scalar(), () -> new long[] {Long.MIN_VALUE}),
            TensorData.doubles("d", Shape.of(1, 2), () -> new double[] {Math.PI, Double.NaN}),
            TensorData.floats("empty", Shape.of(0, 3), () -> new float[0])));

    try (SafeTensors read = SafeTensors.open(file)) {
      assertThat(read.metadata()).containsExactlyEntriesOf(Map.of("model", "{\"a\": [1, \"ü\"]}"));
      assertThat(read.entries())
          .extracting(SafeTensors.Entry::name)
          .containsExactly("d", "step", "empty", "w");
      assertThat(read.floats("w")).isEqualTo(many);
      assertThat(read.longs("step")).containsExactly(Long.MIN_VALUE);
      assertThat(read.doubles("d")).containsExactly(Math.PI, Double.NaN);
      assertThat(read.floats("empty")).isEmpty();
      assertThat(read.entry("d").shape()).isEqualTo(Shape.of(1, 2));
      assertThat(read.contains("x")).isFalse();
    }
  }

  @Test
  void writesThePublishedFormatToTheByte() throws IOException {
    Path file = directory.resolve("b.safetensors");
    SafeTensors.write(
        file,
        Map.of("b", "2", "a", "1"),
        List.of(TensorData.floats("x", Shape.of(2), () -> new float[] {1, -2})));

    String header =
        "{\"__metadata__\":{\"a\":\"1\",\"b\":\"2\"},\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}";
    String padded = header + " ".repeat((8 - header.length() % 8) % 8);
    ByteBuffer expected =
        ByteBuffer.allocate(8 + padded.length() + 8).order(ByteOrder.LITTLE_ENDIAN);
    expected
        .putLong(padded.length())
        .put(padded.getBytes(StandardCharsets.UTF_8))
        .putFloat(1)
        .putFloat(-2);
    assertThat(Files.readAllBytes(file)).isEqualTo(expected.array());
  }

  @Test
  void opensAFileOfTheReferenceImplementation() throws URISyntaxException {
    Path golden =
        Path.of(
            Objects.requireNonNull(SafeTensorsTest.class.getResource("golden.safetensors"))
                .toURI());
    try (SafeTensors read = SafeTensors.open(golden)) {
      assertThat(read.metadata())
          .containsOnly(Map.entry("format", "np"), Map.entry("größe", "a \"quoted\" text\n"));
      assertThat(read.entry("encoder.weight").shape()).isEqualTo(Shape.of(2, 3));
      assertThat(read.floats("encoder.weight"))
          .containsExactly(0, 1 / 3f, 2 / 3f, 1, 4 / 3f, 5 / 3f);
      assertThat(read.doubles("mean"))
          .containsExactly(Math.PI, Double.NEGATIVE_INFINITY, Double.MIN_VALUE);
      assertThat(read.longs("step")).containsExactly(Long.MIN_VALUE);
      assertThat(read.floats("none")).isEmpty();
      assertThat(read.entries()).hasSize(4);
    }
  }

  @Test
  void aTensorMayComeInPieces() {
    Path file = directory.resolve("c.safetensors");
    TensorData pieces =
        TensorData.of(
            "p",
            Dtype.F32,
            Shape.of(2, 2),
            sink -> {
              sink.write(new float[] {9, 1, 2, 9}, 1, 2);
              sink.write(new float[] {3, 4});
            });
    SafeTensors.write(file, Map.of(), List.of(pieces));
    try (SafeTensors read = SafeTensors.open(file)) {
      assertThat(read.floats("p")).containsExactly(1, 2, 3, 4);
      assertThat(read.metadata()).isEmpty();
    }
  }

  @Test
  void refusesTensorsThatDoNotKeepTheirWordAndLeavesTheOldFile() throws IOException {
    Path file = directory.resolve("d.safetensors");
    Files.writeString(file, "old");
    refusedWrite(
        file,
        "'x' of shape (3) gave 1 elements too few",
        TensorData.floats("x", Shape.of(3), () -> new float[2]));
    refusedWrite(
        file,
        "room for 3 more elements but was given 4",
        TensorData.floats("x", Shape.of(3), () -> new float[4]));
    refusedWrite(
        file,
        "'x' is F64 but was given elements of I64",
        TensorData.of("x", Dtype.F64, Shape.of(1), sink -> sink.write(new long[1])));
    TensorData one = TensorData.floats("x", Shape.of(1), () -> new float[1]);
    refusedWrite(file, "two tensors are called 'x'", one, one);
    refusedWrite(
        file,
        "reserves the name __metadata__",
        TensorData.floats("__metadata__", Shape.of(1), () -> new float[1]));
    assertThat(Files.readString(file)).isEqualTo("old");
    try (var files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void sayWhereAFileCannotBeWritten() {
    List<TensorData> none = List.of();
    Path missing = directory.resolve("missing").resolve("e.safetensors");
    assertThatThrownBy(() -> SafeTensors.write(missing, Map.of(), none))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(missing.toString())
        .hasMessageContaining("no directory");
    assertThatThrownBy(() -> SafeTensors.write(directory, Map.of(), none))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("is a directory");
  }

  @Test
  void refusesToReadWhatIsNotThere() {
    Path file = directory.resolve("f.safetensors");
    assertThatThrownBy(() -> SafeTensors.open(file))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("does not exist");
    assertThatThrownBy(() -> SafeTensors.open(directory))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("not a regular file");
    SafeTensors.write(
        file, Map.of(), List.of(TensorData.floats("x", Shape.of(1), () -> new float[1])));
    try (SafeTensors read = SafeTensors.open(file)) {
      assertThatThrownBy(() -> read.floats("y"))
          .isInstanceOf(CheckpointException.class)
          .hasMessageContaining("no tensor 'y'; it has 1: x");
      assertThatThrownBy(() -> read.doubles("x"))
          .isInstanceOf(CheckpointException.class)
          .hasMessageContaining("'x' has dtype F32; F64 was expected");
    }
  }

  @Test
  void saysSoWhereTheFileShrinksWhileOpen() throws IOException {
    Path file = directory.resolve("g.safetensors");
    SafeTensors.write(
        file, Map.of(), List.of(TensorData.floats("x", Shape.of(4), () -> new float[4])));
    try (SafeTensors read = SafeTensors.open(file);
        var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() - 4);
      assertThatThrownBy(() -> read.floats("x"))
          .isInstanceOf(CheckpointException.class)
          .hasMessageContaining("has shrunk");
    }
  }

  private static void refusedWrite(Path file, String message, TensorData... tensors) {
    assertThatThrownBy(() -> SafeTensors.write(file, Map.of(), List.of(tensors)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
