package io.github.vae4j.examples;

import static io.github.vae4j.examples.CommandLineRun.here;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be done with conditional models, and what is refused of them. */
class ConditionalUseTest {
  /** An image of a sheet and the gap beside it. */
  private static final int CELL = 86;

  @TempDir private static Path directory;
  private static ConditionalModels models;
  private static String classes;
  private static String quadrant;
  private static String regressor;
  private static String picture;

  @BeforeAll
  static void trains() {
    models = new ConditionalModels(directory);
    models.train("classes", "cvae", "--latent", "2");
    models.train("quadrant", "cvae", "--latent", "2", "--quadrants", "1");
    models.train("regressor", "regressor", "--quadrants", "1");
    classes = models.checkpoint("classes");
    quadrant = models.checkpoint("quadrant");
    regressor = models.checkpoint("regressor");
    picture = models.file("picture.png").toString();
  }

  @Test
  void drawsOneClassInTheStylesOfAll() throws Exception {
    here("sample", "--checkpoint", classes, "--count", "3", "--out", picture).requireDone();
    BufferedImage all = ImageIO.read(Path.of(picture).toFile());
    String seven = models.file("seven.png").toString();
    here("sample", "--checkpoint", classes, "--class", "7", "--count", "3", "--out", seven)
        .requireDone();
    BufferedImage one = ImageIO.read(Path.of(seven).toFile());

    assertThat(all.getWidth()).isEqualTo(10 * CELL + 2);
    assertThat(all.getHeight()).isEqualTo(3 * CELL + 2);
    assertThat(one.getWidth()).isEqualTo(2 * CELL + 2);
    assertThat(cell(one, 1, 0)).containsExactly(cell(all, 7, 1));
    assertThat(cell(one, 1, 0)).isNotEqualTo(cell(all, 6, 1));
  }

  @Test
  void drawsFromTheDistributionOfAClass() throws Exception {
    here(
            "sample",
            "--checkpoint",
            classes,
            "--class",
            "0",
            "--count",
            "1",
            "--draw",
            "sample",
            "--out",
            picture)
        .requireDone();

    assertThat(cell(ImageIO.read(Path.of(picture).toFile()), 0, 0))
        .containsOnly(0xff000000, 0xffffffff);
  }

  @Test
  void refusesClassesThatThereAreNot() throws Exception {
    here("sample", "--checkpoint", classes, "--class", "10")
        .requireRefused("--class must be from 0 to 9, got 10");
    here("sample", "--checkpoint", quadrant)
        .requireRefused("completes images from a part", "vae complete --checkpoint " + quadrant);
    String plain = models.checkpoint("plain");
    models.train("plain", "mlp", "--epochs", "1");
    here("sample", "--checkpoint", plain, "--class", "1")
        .requireRefused("--class", plain, "not conditioned on a class", "--model cvae");
    here("classify", "--checkpoint", plain).requireRefused(plain, "not conditioned on a class");
    here("complete", "--checkpoint", plain).requireRefused(plain, "not trained to complete");
    here("evaluate", "--checkpoint", plain, "--quadrants", "1")
        .requireRefused("--quadrants 1", plain, "sees no part of the image");
  }

  @Test
  void completesBesideARegressor() throws Exception {
    CommandLineRun run =
        here(
            "complete",
            "--checkpoint",
            quadrant,
            "--regressor",
            regressor,
            "--quadrants",
            "1",
            "--count",
            "2",
            "--samples",
            "3",
            "--out",
            picture);

    assertThat(run.requireDone().err()).contains("regressor, 3 samples, truth");
    BufferedImage sheet = ImageIO.read(Path.of(picture).toFile());
    assertThat(sheet.getWidth()).isEqualTo(6 * CELL + 2 + 3 * 12);
    assertThat(sheet.getHeight()).isEqualTo(2 * CELL + 2);
    here("complete", "--checkpoint", regressor, "--count", "2", "--out", picture).requireDone();
    assertThat(ImageIO.read(Path.of(picture).toFile()).getWidth()).isEqualTo(3 * CELL + 2 + 2 * 12);
  }

  @Test
  void refusesToCompleteByModelsThatDoNotFit() {
    here("complete", "--checkpoint", classes)
        .requireRefused(classes, "was not trained to complete images", "--quadrants 1");
    here("complete", "--checkpoint", quadrant, "--seen-columns", "0-13")
        .requireRefused("--seen-columns 0-13", quadrant, "was trained with --quadrants 1");
    here("complete", "--checkpoint", quadrant, "--regressor", quadrant)
        .requireRefused("--regressor " + quadrant + " has latents", "--model regressor");
    here("complete", "--checkpoint", quadrant, "--regressor", classes)
        .requireRefused(classes, "was not trained to complete images");
    here("complete", "--checkpoint", regressor, "--samples", "2")
        .requireRefused("--samples", regressor, "has no latents and so one answer");
    models.train("left", "regressor", "--quadrants", "2", "--epochs", "1");
    String left = models.checkpoint("left");
    here("complete", "--checkpoint", quadrant, "--regressor", left)
        .requireRefused("--regressor " + left, "was trained with --quadrants 2", "--quadrants 1");
  }

  @Test
  void classifiesByTheHighestBound() throws Exception {
    CommandLineRun run = here("classify", "--checkpoint", classes, "--limit", "100", "--json");

    JsonNode json = run.requireDone().json();
    int right = 0;
    int images = 0;
    for (int i = 0; i < 10; i++) {
      right += json.path("confusion").path(i).path(i).asInt();
      for (JsonNode cell : json.path("confusion").path(i)) {
        images += cell.asInt();
      }
    }
    assertThat(images).isEqualTo(100);
    assertThat(json.path("accuracy").asDouble()).isEqualTo(right / 100.0);
    assertThat(run.err()).contains("% of 100 test images, by the highest ELBO", "true \\ answer");
    assertThat(
            here("classify", "--checkpoint", classes, "--limit", "10", "--samples", "2")
                .requireDone()
                .out())
        .contains("by the highest importance-weighted bound (K = 2)");
    here("classify", "--checkpoint", quadrant)
        .requireRefused(quadrant, "not conditioned on a class", "--model cvae");
  }

  @Test
  void measuresTheDensityOfEachModel() throws Exception {
    CommandLineRun of =
        here("evaluate", "--checkpoint", quadrant, "--samples", "2", "--limit", "50", "--json");
    assertThat(of.requireDone().json().path("density").asText()).isEqualTo("log p(missing | seen)");
    assertThat(of.err()).contains("a bound on -log p(missing | seen)", "(K = 2)");
    JsonNode exact = here("evaluate", "--checkpoint", regressor, "--json").requireDone().json();
    assertThat(exact.path("testKl").asDouble()).isZero();

    here("evaluate", "--checkpoint", regressor, "--samples", "2")
        .requireRefused("--samples is about z", regressor, "has no latents");
    here("evaluate", "--checkpoint", regressor, "--z", "mean")
        .requireRefused("--z mean is about z", regressor);
  }

  @Test
  void encodesAndReconstructsUnderTheCondition() throws Exception {
    for (String checkpoint : new String[] {classes, quadrant}) {
      String codes = models.file("codes.csv").toString();
      here("encode", "--checkpoint", checkpoint, "--limit", "20", "--out", codes).requireDone();
      assertThat(Files.readAllLines(Path.of(codes))).hasSize(21);
    }
    here("reconstruct", "--checkpoint", classes, "--count", "2", "--out", picture).requireDone();
    here("reconstruct", "--checkpoint", quadrant, "--out", picture)
        .requireRefused(quadrant, "--quadrants 1", "makes no whole images", "'vae complete'");
    here("reconstruct", "--checkpoint", regressor, "--out", picture)
        .requireRefused(regressor, "0 latent groups");
  }

  @Test
  void asksWhatIsSeenWhereNothingTells() throws IOException {
    Path alone = Files.createDirectory(models.file("alone")).resolve("model.safetensors");
    Files.copy(Path.of(quadrant), alone);

    here("evaluate", "--checkpoint", alone.toString(), "--limit", "20")
        .requireRefused(alone.toString(), "nothing says which", "--quadrants or --seen-columns");
    here("evaluate", "--checkpoint", alone.toString(), "--limit", "20", "--quadrants", "1")
        .requireDone();
  }

  /** Returns the pixels of an image of a sheet. */
  private static int[] cell(BufferedImage sheet, int column, int row) {
    int[] pixels = sheet.getRGB(2 + column * CELL, 2 + row * CELL, 84, 84, null, 0, 84);
    assertThat(Arrays.stream(pixels).distinct().count()).isGreaterThan(1);
    return pixels;
  }
}
