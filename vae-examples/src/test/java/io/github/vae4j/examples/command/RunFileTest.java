package io.github.vae4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.api.plugin.ConfigurationException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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

  @Test
  void theSeenPartIsKept() throws Exception {
    for (SeenPart part : List.of(new SeenPart.Quadrants(2), new SeenPart.Columns(3, 5))) {
      new RunFile("mnist", null, 7, Optional.of(part), Optional.empty(), Optional.empty())
          .write(directory);

      assertThat(RunFile.read(directory.resolve(RunFile.NAME)).seen()).contains(part);
    }
  }

  @Test
  void refusesASeenPartThatIsNone() throws Exception {
    requireRefused("{}", "either 'quadrants' or 'columns'; name one");
    requireRefused("{\"quadrants\": 1, \"columns\": \"0-3\"}", "name one");
    requireRefused("{\"quadrants\": 4}", "--quadrants must be 1, 2 or 3, got 4");
    requireRefused("{\"columns\": \"3\"}", "--seen-columns must be FROM-TO", "got '3'");
    requireRefused("{\"columns\": \"5-3\"}", "from the left to the right, got 5-3");
    requireRefused("{\"quadrant\": 1}", "quadrants");
  }

  private void requireRefused(String seen, String... words) throws Exception {
    Path file = Files.writeString(directory.resolve("config.json"), "{\"seen\": " + seen + "}");

    assertThatThrownBy(() -> RunFile.read(file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll(words);
  }
}
