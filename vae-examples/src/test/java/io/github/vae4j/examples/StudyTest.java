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

/** Studies run from end to end on a few bundled digits. */
class StudyTest {
  private static final String[] SMALL = {
    "study",
    "class-conditional",
    "--out",
    "study",
    "--limit",
    "300",
    "--epochs",
    "1",
    "--hidden",
    "8",
    "--latent",
    "2",
    "--batch",
    "50",
    "--per-class",
    "5",
    "--classifier-epochs",
    "1"
  };

  @TempDir private Path directory;

  private CommandLineRun classConditional(String... more) throws Exception {
    return vae(directory, Stream.of(SMALL, more).flatMap(Arrays::stream).toArray(String[]::new));
  }

  @Test
  void measuresAClassConditionalModelBesideOthers() throws Exception {
    CommandLineRun run = classConditional().requireDone();

    assertThat(run.out())
        .contains("| real images ", "| class-conditional VAE ", "| class means ")
        .contains("Test images whose class has the highest bound: ");
    Path out = directory.resolve("study");
    assertThat(out.toFile().list())
        .containsExactlyInAnyOrder(
            "conditional.safetensors",
            "unconditional.safetensors",
            "classes.png",
            "generated.png",
            "means.png",
            "latent.png",
            "study.json",
            "study.md");
    assertThat(out.resolve("study.md")).hasContent(run.out());
    JsonNode json = new JsonMapper().readTree(Files.readString(out.resolve("study.json")));
    assertThat(json.path("highestBound").path("of").asInt()).isEqualTo(300);
    assertThat(json.path("real").path("recognised").path("of").asInt()).isEqualTo(300);
    JsonNode means = json.path("made").get(1);
    assertThat(means.path("name").asText()).isEqualTo("class means");
    assertThat(means.path("recognised").path("of").asInt()).isEqualTo(50);
    assertThat(means.path("distanceRatio").asDouble()).isZero();
    assertThat(json.path("made").get(0).path("distanceRatio").asDouble()).isPositive();

    CommandLineRun swapped =
        classConditional(
            "--checkpoint", "study/unconditional.safetensors",
            "--unconditional", "study/unconditional.safetensors");
    assertThat(swapped.code()).isEqualTo(2);
    assertThat(swapped.err()).contains("this model reads none");
  }

  @Test
  void refusesWhatItCannotMeasure() throws Exception {
    vae(directory, "study", "class-conditional").requireRefused("--out");
    vae(directory, "study", "class-conditional", "--out", "study", "--per-class", "1")
        .requireRefused("--per-class must be 2 or more, got 1");
    vae(directory, "study", "class-conditional", "--out", "study", "--limit", "99")
        .requireRefused("--batch must be 99 or fewer", "128");
    vae(directory, "study", "class").requireRefused("Unknown command 'class'", "vae study --help");
    CommandLineRun nothing = vae(directory, "study");
    assertThat(nothing.err()).contains("class-conditional", "Name a study");
    assertThat(nothing.code()).isEqualTo(2);
    assertThat(directory).isEmptyDirectory();
  }
}
