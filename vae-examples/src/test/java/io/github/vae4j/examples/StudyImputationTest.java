package io.github.vae4j.examples;

import static io.github.vae4j.examples.CommandLineRun.vae;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The study of imputation from end to end on a few bundled digits. */
class StudyImputationTest {
  private static final String[] SMALL = {
    "study",
    "imputation",
    "--limit",
    "300",
    "--epochs",
    "1",
    "--hidden",
    "8",
    "--latent",
    "2",
    "--count",
    "6",
    "--proposals",
    "100"
  };

  @TempDir private Path directory;

  private CommandLineRun study(String... more) throws Exception {
    return vae(directory, Stream.of(SMALL, more).flatMap(Arrays::stream).toArray(String[]::new));
  }

  @Test
  void fillsInWhatIsMissingByEveryMethod() throws Exception {
    CommandLineRun run =
        study("--quadrants", "3", "--iterations", "20", "--out", "study").requireDone();

    assertThat(run.out())
        .contains("| mean of the training images ", "| regressor ", "| pseudo-Gibbs ")
        .contains("| Metropolis-within-Gibbs ", "| importance resampling ", "| conditional VAE ");
    Path out = directory.resolve("study");
    assertThat(out.toFile().list())
        .containsExactlyInAnyOrder(
            "whole.safetensors",
            "cvae.safetensors",
            "regressor.safetensors",
            "imputations.png",
            "study.json",
            "study.md");
    assertThat(out.resolve("study.md")).hasContent(run.out());
    JsonNode json = new JsonMapper().readTree(Files.readString(out.resolve("study.json")));
    assertThat(json).hasSize(6);
    for (JsonNode method : json) {
      assertThat(method.path("squaredError").asDouble()).isBetween(0.1, 196.0);
      assertThat(method.path("images").asInt()).isEqualTo(6);
    }
    assertThat(json.get(3).path("acceptance").asDouble()).isBetween(0.0, 1.0);
    assertThat(json.get(4).path("effectiveSamples").asDouble()).isBetween(1.0, 100.0);

    CommandLineRun again =
        study(
            "--quadrants", "3",
            "--iterations", "20",
            "--whole", "study/whole.safetensors",
            "--cvae", "study/cvae.safetensors",
            "--regressor", "study/regressor.safetensors",
            "--out", "again");
    assertThat(again.requireDone().out()).isEqualTo(run.out());
  }

  @Test
  void saysWhatItNeeds() throws Exception {
    CommandLineRun nothing = study("--out", "study");
    assertThat(nothing.code()).isEqualTo(2);
    assertThat(nothing.err()).contains("Say what is seen of the images with --quadrants");
    CommandLineRun few = study("--quadrants", "1", "--iterations", "5", "--out", "study");
    assertThat(few.code()).isEqualTo(2);
    assertThat(few.err()).contains("--iterations must be 20 or more");
  }
}
