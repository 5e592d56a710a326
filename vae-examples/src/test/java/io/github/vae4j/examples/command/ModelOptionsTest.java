package io.github.vae4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.ModelDescription;
import io.github.vae4j.core.plugin.Plugins;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ModelOptionsTest {
  private static String model(Optional<String> described, String... arguments) {
    RunFile file = new RunFile(null, null, 0, Optional.empty(), described, Optional.empty());
    ModelOptions options = new ModelOptions();
    new CommandLine(options)
        .registerConverter(
            ConditionalOptions.PriorKind.class, Choice.of(ConditionalOptions.PriorKind.class))
        .parseArgs(arguments);
    return options.model(file, DataSchema.of(28, 28, 1)).toJson();
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

  @Test
  void aConditionalModelReadsTheClassOrAPartOfTheImage() {
    assertThat(model(Optional.empty(), "--model", "cvae", "--hidden", "60,50", "--latent", "2"))
        .contains("\"condition\":{\"shape\":[1],\"columns\":[{\"name\":\"label\"")
        .contains("\"encoder\":{\"type\":\"conditional-mlp\",\"hidden\":[60,50]")
        .contains("\"decoder\":{\"type\":\"conditional-mlp\",\"hidden\":[50,60]")
        .contains("\"prior\":{\"type\":\"standard-normal\"}");
    assertThat(
            model(
                Optional.empty(),
                "--model",
                "cvae",
                "--seen-columns",
                "0-13",
                "--prior",
                "conditional",
                "--hidden",
                "60,50"))
        .contains("\"condition\":{\"shape\":[28,28,1]")
        .contains("\"prior\":{\"type\":\"conditional-normal\",\"hidden\":[60,50]");
  }

  @Test
  void aRegressorHasADecoderAlone() {
    assertThat(
            model(
                Optional.empty(), "--model", "regressor", "--quadrants", "1", "--hidden", "60,50"))
        .contains("\"latents\":[]", "\"encoder\":{\"type\":\"none\"}")
        .contains("\"decoder\":{\"type\":\"conditional-mlp\",\"hidden\":[60,50]");
  }

  @Test
  void aFilesConditionalModelTakesTheOptionsOfTheCommandLine() {
    Optional<String> described = Optional.of(model(Optional.empty(), "--model", "cvae"));
    assertThat(model(described, "--latent", "3"))
        .isEqualTo(model(Optional.empty(), "--model", "cvae", "--latent", "3"));
  }

  @Test
  void refusesWhatDoesNotGoTogether() {
    Optional<String> described = Optional.of(model(Optional.empty()));
    requireRefused(described, "whole model", "--model", "cvae");
    requireRefused(Optional.empty(), "add --model cvae or --model regressor", "--quadrants", "1");
    requireRefused(
        Optional.empty(),
        "--quadrants 1 says what a conditional model sees",
        "--model",
        "conv",
        "--quadrants",
        "1");
    requireRefused(Optional.empty(), "--quadrants or --seen-columns", "--model", "regressor");
    requireRefused(
        Optional.empty(),
        "--prior chooses the prior of --model cvae",
        "--model",
        "regressor",
        "--quadrants",
        "1",
        "--prior",
        "standard");
    requireRefused(
        Optional.empty(),
        "--latent sets the one latent vector, and this model has 0",
        "--model",
        "regressor",
        "--quadrants",
        "1",
        "--latent",
        "3");
  }

  private static void requireRefused(
      Optional<String> described, String words, String... arguments) {
    assertThatThrownBy(() -> model(described, arguments))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(words);
  }
}
