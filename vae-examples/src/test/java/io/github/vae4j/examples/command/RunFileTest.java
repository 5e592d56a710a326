package io.github.vae4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFileTest {
  @TempDir private Path directory;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final Console console =
      Console.of(System.out, new PrintStream(said, true, StandardCharsets.UTF_8));

  @Test
  void aFileOfAnotherProgramIsPassedOver() throws Exception {
    Files.writeString(directory.resolve(RunFile.NAME), "{\"pipeline\": 3}");

    RunFile file = RunFile.beside(directory.resolve("model.safetensors"), console);

    assertThat(file).isEqualTo(RunFile.empty());
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("run.json", "passed over", "pipeline");
  }

  @Test
  void aRunsOwnFileIsRead() throws Exception {
    Files.writeString(directory.resolve(RunFile.NAME), "{\"data\": \"mnist\", \"limit\": 7}");

    RunFile file = RunFile.beside(directory.resolve("model.safetensors"), console);

    assertThat(file.data()).isEqualTo("mnist");
    assertThat(file.limit()).isEqualTo(7);
    assertThat(said.size()).isZero();
  }
}
