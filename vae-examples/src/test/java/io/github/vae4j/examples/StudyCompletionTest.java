package io.github.vae4j.examples;

import static io.github.vae4j.examples.CommandLineRun.vae;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The study of completion, on few digits. */
class StudyCompletionTest {
  @TempDir private Path directory;

  @Test
  void leavesFiguresAndPicturesAndGoesOnWithItsModels() throws Exception {
    CommandLineRun first = study("--quadrants", "3", "--epochs", "1").requireDone();
    assertThat(first.out()).contains("pyro regressor", "pyro CVAE", "own regressor", "own CVAE");
    assertThat(first.err()).contains("quadrants3-own-cvae, epoch 1");
    Path out = directory.resolve("out");
    assertThat(out.resolve("study.md")).hasContent(first.out());
    assertThat(out.resolve("quadrants3-pyro.png")).isNotEmptyFile();
    assertThat(out.resolve("quadrants3-own.png")).isNotEmptyFile();
    JsonNode json = new JsonMapper().readTree(out.resolve("study.json").toFile());
    assertThat(json.path("settings").path("training-images").asInt()).isEqualTo(256);
    assertThat(json.path("settings").path("prior").asText()).isEqualTo("conditional");
    JsonNode figures = json.path("figures");
    assertThat(figures).hasSize(4);
    for (JsonNode model : figures) {
      assertThat(model.get("quadrants").asInt()).isEqualTo(3);
    }
    comparesWithItsRegressor(figures.get(0), figures.get(1));
    comparesWithItsRegressor(figures.get(2), figures.get(3));
    assertThat(out.resolve("quadrants3-pyro-cvae.best.safetensors")).isNotEmptyFile();
    assertThat(out.resolve("quadrants3-own-cvae.best.safetensors")).isNotEmptyFile();
    byte[] before = Files.readAllBytes(out.resolve("study.json"));

    CommandLineRun again = study("--quadrants", "3", "--epochs", "1").requireDone();
    assertThat(again.err()).as("nothing is left to train").doesNotContain("epoch");
    assertThat(out.resolve("study.json")).hasBinaryContent(before);
  }

  private static void comparesWithItsRegressor(JsonNode regressor, JsonNode cvae) {
    double exact = regressor.get("logLikelihood").asDouble();
    assertThat(regressor.get("elbo").asDouble()).isEqualTo(exact);
    assertThat(regressor.get("distanceBetweenCompletions").asDouble()).isZero();
    assertThat(regressor.has("aboveRegressor")).isFalse();
    assertThat(cvae.get("aboveRegressor").asDouble())
        .isCloseTo(cvae.get("logLikelihood").asDouble() - exact, within(1e-9));
    assertThat(cvae.get("distanceBetweenCompletions").asDouble()).isPositive();
  }

  @Test
  void refusesWhatCannotBeSeen() throws Exception {
    study("--quadrants", "1,4").requireRefused("--quadrants must be 1, 2 or 3, got 4");
    study("--hidden", "0").requireRefused("--hidden must be 1 or more, got 0");
    study("--quadrants", "1,1").requireRefused("--quadrants names the same number twice");
    study("--model", "pyro")
        .requireRefused("--latent, --hidden: of our own model", "--model pyro; leave it out");
    assertThat(directory.resolve("out")).doesNotExist();
  }

  @Test
  void refusesFewerImagesThanAStepTakes() throws Exception {
    vae(directory, "study", "completion", "--out", "out", "--limit", "130", "--model", "own")
        .requireRefused("a step of training takes 128 images, and 120 are left", "--limit");
  }

  private CommandLineRun study(String... more) throws Exception {
    String[] some = {
      "study",
      "completion",
      "--out",
      "out",
      "--limit",
      "256",
      "--samples",
      "2",
      "--latent",
      "2",
      "--hidden",
      "8"
    };
    String[] all = Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return vae(directory, all);
  }
}
