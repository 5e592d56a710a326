package io.github.vae4j.examples;

import static io.github.vae4j.examples.CommandLineRun.vae;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
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
    JsonNode study = new JsonMapper().readTree(Files.readString(out.resolve("study.json")));
    assertThat(study.path("settings").path("epochs").asInt()).isEqualTo(1);
    assertThat(study.path("settings").path("class-conditional").asText()).isEqualTo("trained");
    JsonNode json = study.path("figures");
    assertThat(json.path("highestBound").path("of").asInt()).isEqualTo(300);
    assertThat(json.path("real").path("recognised").path("of").asInt()).isEqualTo(300);
    JsonNode means = json.path("made").get(1);
    assertThat(means.path("name").asText()).isEqualTo("class means");
    assertThat(means.path("recognised").path("of").asInt()).isEqualTo(50);
    assertThat(means.path("distanceRatio").asDouble()).isZero();
    assertThat(json.path("made").get(0).path("distanceRatio").asDouble())
        .isCloseTo(
            meanDistance(json.path("made").get(0)) / meanDistance(json.path("real")), within(1e-9));

    classConditional("--checkpoint", "study/unconditional.safetensors")
        .requireRefused(
            "--checkpoint study/unconditional.safetensors is a model that is told nothing",
            "name one that is told which of 10 classes and has latents");
    classConditional("--unconditional", "study/conditional.safetensors")
        .requireRefused(
            "--unconditional study/conditional.safetensors is a model that is told which of 10");
  }

  private static double meanDistance(JsonNode figures) {
    return StreamSupport.stream(figures.path("distances").path("ofClass").spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .average()
        .orElseThrow();
  }

  @Test
  void refusesWhatItCannotMeasure() throws Exception {
    vae(directory, "study", "class-conditional").requireRefused("--out");
    vae(directory, "study", "class-conditional", "--out", "study", "--per-class", "1")
        .requireRefused("--per-class must be 2 or more, got 1");
    vae(directory, "study", "class-conditional", "--out", "study", "--limit", "99")
        .requireRefused("--batch must be 99 or fewer", "128");
    vae(directory, "study", "class-conditional", "--out", "study", "--limit", "20", "--batch", "9")
        .requireRefused("images to train on and", "--limit");
    vae(directory, "study", "class").requireRefused("Unknown command 'class'", "vae study --help");
    CommandLineRun nothing = vae(directory, "study");
    assertThat(nothing.err()).contains("class-conditional", "Name a study");
    assertThat(nothing.code()).isEqualTo(2);
    assertThat(directory).isEmptyDirectory();
  }
}
