package io.github.vae4j.examples;

import static io.github.vae4j.examples.CommandLineRun.vae;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The study of imputation from end to end on a few bundled digits. */
class StudyImputationTest {
  private static final String[] SMALL = {
    "study",
    "imputation",
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

  private static final String[] LIMIT = {"--limit", "300"};

  @TempDir private Path directory;

  private CommandLineRun study(String... more) throws Exception {
    String[] images = List.of(more).contains("--limit") ? new String[0] : LIMIT;
    return vae(
        directory, Stream.of(SMALL, images, more).flatMap(Arrays::stream).toArray(String[]::new));
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
    assertThat(json.path("settings").path("seen").asText()).isEqualTo("--quadrants 3");
    assertThat(json.path("settings").path("training-images").asInt()).isEqualTo(300);
    JsonNode figures = json.path("figures");
    assertThat(figures.findValuesAsText("method"))
        .containsExactly(
            "mean of the training images",
            "regressor",
            "pseudo-Gibbs",
            "Metropolis-within-Gibbs",
            "importance resampling",
            "conditional VAE");
    for (int i = 0; i < figures.size(); i++) {
      assertThat(figures.get(i).path("images").asInt()).isEqualTo(6);
      assertThat(figures.get(i).has("acceptance")).isEqualTo(i == 3);
      assertThat(figures.get(i).has("effectiveSamples")).isEqualTo(i == 4);
    }

    CommandLineRun again =
        study(
            "--quadrants", "3",
            "--iterations", "20",
            "--whole", "study/whole.safetensors",
            "--cvae", "study/cvae.safetensors",
            "--regressor", "study/regressor.safetensors",
            "--out", "again");
    assertThat(again.requireDone().err())
        .contains("nothing says what study/cvae.safetensors sees; it is taken to be --quadrants 3");
    JsonNode repeated = new JsonMapper().readTree(directory.resolve("again/study.json").toFile());
    assertThat(repeated.path("figures")).isEqualTo(figures);
    assertThat(repeated.path("settings").path("whole").asText())
        .isEqualTo("study/whole.safetensors");
    refusesModelsOfOtherRoles();
  }

  private void refusesModelsOfOtherRoles() throws Exception {
    refused("--whole", "cvae", "sees a part of the image and has latents");
    refused("--cvae", "regressor", "sees a part of the image and has no latents");
    refused("--regressor", "whole", "is told nothing of the image and has latents");
    Files.writeString(directory.resolve("study/run.json"), "{\"seen\": {\"quadrants\": 1}}");
    refused("--cvae", "cvae", "was trained with --quadrants 1, and the study is of --quadrants 3");
  }

  /** Requires a refusal before anything is trained. */
  private void refused(String option, String model, String words) throws Exception {
    String file = "study/" + model + ".safetensors";
    study("--quadrants", "3", "--out", "refused", option, file)
        .requireRefused(option + " " + file, words);
    assertThat(directory.resolve("refused/whole.safetensors")).doesNotExist();
  }

  @Test
  void saysWhatItNeeds() throws Exception {
    CommandLineRun nothing = study("--out", "study");
    assertThat(nothing.code()).isEqualTo(2);
    assertThat(nothing.err()).contains("Say what is seen of the images with --quadrants");
    CommandLineRun few = study("--quadrants", "1", "--iterations", "5", "--out", "study");
    assertThat(few.code()).isEqualTo(2);
    assertThat(few.err()).contains("--iterations must be 20 or more");
    study("--quadrants", "1", "--limit", "100", "--out", "study")
        .requireRefused("A step of training takes 128 images, and there are 100", "--limit");
  }
}
