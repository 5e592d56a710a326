package io.github.vae4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.ModelDescription;
import io.github.vae4j.core.plugin.Plugins;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ModelOptionsTest {
  @Test
  void aFileWithoutEpochsHasThoseOfTheCommand() {
    RunFile silent = new RunFile(null, null, 0, Optional.empty(), Optional.of("{\"batch\":64}"));
    RunFile speaking = new RunFile(null, null, 0, Optional.empty(), Optional.of("{\"epochs\":3}"));

    int standard = new ModelOptions().plan(RunFile.empty()).epochs();
    assertThat(standard).isEqualTo(80);
    assertThat(new ModelOptions().plan(silent).epochs()).isEqualTo(standard);
    assertThat(new ModelOptions().plan(silent).batch()).isEqualTo(64);
    assertThat(new ModelOptions().plan(speaking).epochs()).isEqualTo(3);
  }

  private static String model(Optional<String> described, String... arguments) {
    RunFile file = new RunFile(null, null, 0, described, Optional.empty());
    return CommandLine.populateCommand(new ModelOptions(), arguments)
        .model(file, DataSchema.of(28, 28, 1))
        .toJson();
  }

  @Test
  void aModelOfAnotherTypeHasItsOwnDefaults() {
    assertThat(model(Optional.empty(), "--model", "conv"))
        .contains("\"encoder\":{\"type\":\"conv\"}", "\"decoder\":{\"type\":\"conv\"}");
    assertThat(model(Optional.empty(), "--model", "mlp")).isEqualTo(model(Optional.empty()));
    assertThat(model(Optional.empty(), "--model", "conv", "--hidden", "60,50"))
        .contains("\"encoder\":{\"type\":\"conv\",\"hidden\":[60,50]}")
        .contains("\"decoder\":{\"type\":\"conv\",\"hidden\":[50,60]}");
  }

  @Test
  void theConvolutionalModelIsThatOfTheLibrary() {
    ModelDescription library =
        ModelDescription.conv(
            DataSchema.of(28, 28, 1), 32, List.of(32, 64), Activation.RELU, "bernoulli");
    String command = model(Optional.empty(), "--model", "conv", "--latent", "32");
    assertThat(
            Architecture.build(library, Plugins.discover(), 0)
                .isDescribedBy(ModelDescription.parse(command)))
        .isTrue();
  }

  @Test
  void aModelOfTheFilesTypeKeepsTheFilesOptions() {
    Optional<String> described = Optional.of("{\"encoder\":{\"type\":\"conv\",\"channels\":[8]}}");
    assertThat(model(described, "--model", "conv"))
        .contains("\"encoder\":{\"type\":\"conv\",\"channels\":[8]}")
        .contains("\"decoder\":{\"type\":\"conv\"}");
  }
}
