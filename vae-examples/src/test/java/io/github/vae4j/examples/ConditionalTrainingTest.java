package io.github.vae4j.examples;

import static io.github.vae4j.examples.CommandLineRun.here;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command trains conditional models, and leaves what belongs to them. */
class ConditionalTrainingTest {
  /** An image of a sheet and the gap beside it. */
  private static final int CELL = 86;

  @TempDir private static Path directory;
  private static ConditionalModels models;

  @BeforeAll
  static void trains() {
    models = new ConditionalModels(directory);
    models.train("classes", "cvae", "--latent", "2");
    models.train("quadrant", "cvae", "--latent", "2", "--quadrants", "1", "--prior", "conditional");
    models.train("regressor", "regressor", "--quadrants", "1");
  }

  @Test
  void aModelOfClassesShowsAllClassesInTenStyles() throws Exception {
    assertThat(names("classes"))
        .containsExactlyInAnyOrder(
            "model.safetensors",
            "history.csv",
            "run.json",
            "samples.png",
            "reconstructions.png",
            "loss.png");
    BufferedImage samples = ImageIO.read(models.file("classes/samples.png").toFile());
    assertThat(samples.getWidth()).isEqualTo(10 * CELL + 2);
    assertThat(samples.getHeight()).isEqualTo(10 * CELL + 2);
  }

  @Test
  void aCompletingModelShowsWhatItSeesFiveSamplesAndTheTruth() throws Exception {
    assertThat(names("quadrant"))
        .containsExactlyInAnyOrder(
            "model.safetensors", "history.csv", "run.json", "completions.png", "loss.png");
    BufferedImage sheet = ImageIO.read(models.file("quadrant/completions.png").toFile());
    assertThat(sheet.getWidth()).isEqualTo(7 * CELL + 2 + 2 * 12);
    assertThat(sheet.getHeight()).isEqualTo(10 * CELL + 2);
    assertThat(Files.readString(models.file("quadrant/run.json")))
        .contains("\"quadrants\" : 1", "\"conditional-normal\"");
  }

  @Test
  void aRegressorShowsOneAnswer() throws Exception {
    BufferedImage sheet = ImageIO.read(models.file("regressor/completions.png").toFile());
    assertThat(sheet.getWidth()).isEqualTo(3 * CELL + 2 + 2 * 12);
    assertThat(Files.readString(models.file("regressor/run.json"))).contains("\"latents\" : [ ]");
  }

  @Test
  void figuresSayWhichDensityTheyBound() {
    assertThat(models.train("again", "cvae", "--epochs", "1").err())
        .contains("test -ELBO, a bound on -log p(x | c):", "with its like, not log p(x | c)");
    assertThat(models.train("left", "regressor", "--seen-columns", "0-13", "--epochs", "1").err())
        .contains("test -log p(missing | seen):")
        .doesNotContain("ELBO");
  }

  @Test
  void aStoppedTrainingGoesOnWithTheSamePart() {
    models.train("part", "regressor", "--quadrants", "1", "--epochs", "1");

    here("train", "--resume", models.checkpoint("part"), "--epochs", "2", "--threads", "1")
        .requireDone();

    assertThat(models.file("part/model.safetensors"))
        .hasSameBinaryContentAs(models.file("regressor/model.safetensors"));
  }

  @Test
  void refusesToGoOnWithAnotherPart() throws Exception {
    String checkpoint = models.checkpoint("regressor");
    here("train", "--resume", checkpoint, "--epochs", "5", "--quadrants", "2")
        .requireRefused("--quadrants 2", "was trained with --quadrants 1", "leave the option out");

    Path alone = Files.createDirectory(models.file("alone")).resolve("model.safetensors");
    Files.copy(Path.of(checkpoint), alone);
    String[] resume = {
      "train", "--resume", alone.toString(), "--epochs", "5", "--limit", "256", "--quadrants", "2"
    };
    here(resume).requireRefused("was not trained on these images", "--quadrants or --seen-columns");
    here("train", "--resume", alone.toString(), "--epochs", "5", "--prior", "standard")
        .requireRefused("--prior cannot change when a training is resumed");
  }

  @Test
  void aRunsFileTrainsTheSameModelAgain() {
    here(
            "train",
            "--config",
            models.file("quadrant/run.json").toString(),
            "--threads",
            "1",
            "--out",
            models.file("config").toString())
        .requireDone();

    assertThat(models.file("config/model.safetensors"))
        .hasSameBinaryContentAs(models.file("quadrant/model.safetensors"));
  }

  @Test
  void refusesPartsThatImagesDoNotHave() {
    String out = models.file("none").toString();
    String[][] wrong = {
      {"--quadrants", "4"},
      {"--seen-columns", "5"},
      {"--seen-columns", "0-27"},
      {"--seen-columns", "20-28"},
      {"--quadrants", "1", "--seen-columns", "0-3"}
    };
    String[] words = {
      "--quadrants must be 1, 2 or 3, got 4",
      "--seen-columns must be FROM-TO",
      "--seen-columns 0-27: the images have 28 columns",
      "--seen-columns 20-28: the images have 28 columns",
      "mutually exclusive"
    };
    for (int i = 0; i < wrong.length; i++) {
      String[] all = {"train", "--model", "cvae", "--out", out};
      String[] arguments = Arrays.copyOf(all, all.length + wrong[i].length);
      System.arraycopy(wrong[i], 0, arguments, all.length, wrong[i].length);
      here(arguments).requireRefused(words[i]);
    }
    here("train", "--model", "regressor", "--quadrants", "1", "--beta", "2", "--out", out)
        .requireRefused("--beta weighs the KL, and a model without latents has none");
    here("train", "--model", "cvae", "--prior", "learned", "--out", out)
        .requireRefused("no 'learned'", "Available: standard, conditional");
    assertThat(models.file("none")).doesNotExist();
  }

  private static List<String> names(String name) throws IOException {
    try (var files = Files.list(models.file(name))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
