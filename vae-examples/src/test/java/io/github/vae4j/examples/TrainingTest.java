package io.github.vae4j.examples;

import static io.github.vae4j.examples.CommandLineRun.vae;
import static io.github.vae4j.examples.SmallTraining.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command trains a small model on a few digits, and all that can be done with it is done. */
class TrainingTest {
  @TempDir private static Path directory;
  private static CommandLineRun trained;
  private static Path model;

  @BeforeAll
  static void trains() throws Exception {
    trained = vae(directory, with("--epochs", "3", "--seed", "7", "--out", "run")).requireDone();
    model = directory.resolve("run/model.safetensors");
  }

  @Test
  void theLastLineIsOneObjectOfFiniteNumbers() throws Exception {
    JsonNode json = trained.json();

    assertThat(json.isObject()).isTrue();
    for (String figure :
        List.of(
            "testElbo",
            "testReconstruction",
            "testKl",
            "testStandardError",
            "secondsPerEpoch",
            "imagesPerSecond")) {
      assertThat(json.path(figure).isNumber()).as(figure).isTrue();
      assertThat(json.path(figure).asDouble()).as(figure).isFinite().isPositive();
    }
    double sum = json.path("testReconstruction").asDouble() + json.path("testKl").asDouble();
    assertThat(json.path("testElbo").asDouble())
        .isCloseTo(sum, org.assertj.core.data.Offset.offset(1e-3));
    assertThat(directory.resolve(json.path("checkpoint").asText())).isEqualTo(model);
    assertThat(trained.out().lines()).hasSize(1);
    assertThat(trained.err()).contains("epoch 1/3", "epoch 3/3", "test");
  }

  @Test
  void leavesEverythingAndNothingElse() throws Exception {
    try (var files = Files.list(model.getParent())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "model.safetensors",
              "history.csv",
              "run.json",
              "samples.png",
              "reconstructions.png",
              "loss.png",
              "manifold.png");
    }
  }

  @Test
  void aModelOfConvolutionsIsTrainedAndReadAgain() throws Exception {
    JsonNode json =
        vae(
                directory,
                "train",
                "--model",
                "conv",
                "--limit",
                "128",
                "--hidden",
                "8",
                "--epochs",
                "1",
                "--out",
                "conv",
                "--json")
            .requireDone()
            .json();
    assertThat(json.path("testElbo").asDouble()).isFinite().isPositive();
    assertThat(Files.readString(directory.resolve("conv/run.json"))).contains("\"conv\"");
    vae(directory, "sample", "--checkpoint", "conv/model.safetensors", "--out", "conv.png")
        .requireDone();
  }

  @Test
  void theHistoryHasALineForEachEpoch() throws Exception {
    List<String> lines = Files.readAllLines(model.resolveSibling("history.csv"));

    assertThat(lines).hasSize(4);
    assertThat(lines.get(0)).startsWith("epoch,train_loss,train_reconstruction,train_kl,test_elbo");
    assertThat(lines.subList(1, 4))
        .extracting(line -> line.split(",", 2)[0])
        .containsExactly("1", "2", "3");
    double first = Double.parseDouble(lines.get(1).split(",", -1)[4]);
    double last = Double.parseDouble(lines.get(3).split(",", -1)[4]);
    assertThat(last).isLessThan(first);
  }

  @Test
  void thePicturesArePictures() throws Exception {
    for (String name : List.of("samples", "reconstructions", "loss", "manifold")) {
      BufferedImage picture = ImageIO.read(model.resolveSibling(name + ".png").toFile());
      long colours =
          Arrays.stream(
                  picture.getRGB(
                      0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth()))
              .distinct()
              .count();
      assertThat(picture.getWidth()).as(name).isGreaterThan(400);
      assertThat(colours).as("colours of %s", name).isGreaterThan(10);
    }
  }

  @Test
  void evaluatesWithoutNoiseToTheSameFigure() throws Exception {
    JsonNode first =
        vae(directory, "evaluate", "--checkpoint", "run/model.safetensors", "--z", "mean", "--json")
            .requireDone()
            .json();
    JsonNode other =
        vae(
                directory,
                "evaluate",
                "--checkpoint",
                "run/model.safetensors",
                "--z",
                "mean",
                "--seed",
                "9",
                "--json")
            .requireDone()
            .json();

    assertThat(first.path("testElbo").asDouble()).isEqualTo(other.path("testElbo").asDouble());
    assertThat(first.path("images").asInt()).isEqualTo(512);
    assertThat(first.path("bernoulliOnGreyValues").asBoolean()).isTrue();
  }

  @Test
  void importanceSamplingIsTighterThanTheBound() throws Exception {
    CommandLineRun run =
        vae(
            directory,
            "evaluate",
            "--checkpoint",
            "run/model.safetensors",
            "--samples",
            "20",
            "--json");
    JsonNode json = run.requireDone().json();

    assertThat(json.path("logLikelihood").asDouble())
        .isGreaterThan(-json.path("testElbo").asDouble());
    assertThat(json.path("logLikelihoodStandardError").asDouble()).isPositive();
    assertThat(run.err())
        .contains("importance-weighted bound (K = 20)", "not log p(x)")
        .doesNotContain("log p(x), importance");
  }

  @Test
  void samplesAndReconstructs() throws Exception {
    vae(
            directory,
            "sample",
            "--checkpoint",
            "run/model.safetensors",
            "--count",
            "5",
            "--out",
            "means.png")
        .requireDone();
    vae(
            directory,
            "sample",
            "--checkpoint",
            "run/model.safetensors",
            "--count",
            "5",
            "--draw",
            "sample",
            "--out",
            "draws.png")
        .requireDone();
    vae(
            directory,
            "reconstruct",
            "--checkpoint",
            "run/model.safetensors",
            "--count",
            "3",
            "--out",
            "pairs.png")
        .requireDone();

    BufferedImage means = ImageIO.read(directory.resolve("means.png").toFile());
    BufferedImage draws = ImageIO.read(directory.resolve("draws.png").toFile());
    assertThat(means.getWidth()).isEqualTo(3 * 86 + 2);
    assertThat(blackOrWhite(draws)).isGreaterThan(blackOrWhite(means));
    assertThat(ImageIO.read(directory.resolve("pairs.png").toFile()).getHeight())
        .isEqualTo(2 * 86 + 2);
  }

  @Test
  void encodesToNumPyAndText() throws Exception {
    vae(directory, "encode", "--checkpoint", "run/model.safetensors", "--out", "codes.npy")
        .requireDone();
    vae(directory, "encode", "--checkpoint", "run/model.safetensors", "--out", "codes.csv")
        .requireDone();

    ByteBuffer npy =
        ByteBuffer.wrap(Files.readAllBytes(directory.resolve("codes.npy")))
            .order(ByteOrder.LITTLE_ENDIAN);
    int header = 10 + npy.getShort(8);
    assertThat(new String(npy.array(), 10, header - 10, StandardCharsets.US_ASCII))
        .contains("'<f4'", "(512, 4)");
    assertThat(npy.capacity()).isEqualTo(header + 512 * 4 * Float.BYTES);
    List<String> csv = Files.readAllLines(directory.resolve("codes.csv"));
    assertThat(csv.get(0)).isEqualTo("mean_0,mean_1,log_variance_0,log_variance_1");
    assertThat(csv).hasSize(513);
    float[] first = {
      npy.getFloat(header),
      npy.getFloat(header + 4),
      npy.getFloat(header + 8),
      npy.getFloat(header + 12)
    };
    String[] cells = csv.get(1).split(",", -1);
    for (int i = 0; i < 4; i++) {
      assertThat(Float.parseFloat(cells[i])).isEqualTo(first[i]);
    }
  }

  @Test
  void theSameSeedGivesTheSameFileAndResumingToo() throws Exception {
    vae(directory, with("--epochs", "1", "--seed", "7", "--out", "part")).requireDone();
    CommandLineRun resumed =
        vae(directory, "train", "--resume", "part/model.safetensors", "--epochs", "3", "--json")
            .requireDone();

    assertThat(directory.resolve("part/model.safetensors")).hasSameBinaryContentAs(model);
    assertThat(Files.readAllLines(directory.resolve("part/history.csv"))).hasSize(4);
    assertThat(resumed.json().path("testElbo")).isEqualTo(trained.json().path("testElbo"));
  }

  @Test
  void refusesToResumeWhatIsDone() throws Exception {
    for (String epochs : List.of("3", "2")) {
      vae(
              directory,
              "train",
              "--resume",
              "run/model.safetensors",
              "--epochs",
              epochs,
              "--out",
              "more",
              "--json")
          .requireRefused("all 3 epochs are done", epochs + " are asked for", "--epochs above 3");
    }
    assertThat(directory.resolve("more")).doesNotExist();
  }

  @Test
  void aRunsFileTrainsTheSameModelAgain() throws Exception {
    vae(directory, "train", "--config", "run/run.json", "--out", "again").requireDone();

    assertThat(directory.resolve("again/model.safetensors")).hasSameBinaryContentAs(model);
  }

  @Test
  void refusesAModelWithAValueThatIsNoNumber() throws Exception {
    byte[] bytes = Files.readAllBytes(model);
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int header = (int) file.getLong(0);
    JsonNode tensors = new JsonMapper().readTree(bytes, Long.BYTES, header);
    String name =
        tensors.properties().stream()
            .map(Map.Entry::getKey)
            .filter(key -> key.startsWith("encoder"))
            .findFirst()
            .orElseThrow();
    int at = Long.BYTES + header + tensors.path(name).path("data_offsets").path(0).asInt();
    file.putFloat(at, Float.NaN);
    Files.write(directory.resolve("nan.safetensors"), bytes);

    for (String[] command :
        List.of(
            new String[] {"evaluate"},
            new String[] {"sample", "--out", "nan.png"},
            new String[] {"reconstruct", "--out", "nan.png"},
            new String[] {"encode", "--out", "nan.csv"})) {
      List<String> arguments = new ArrayList<>(List.of(command));
      arguments.addAll(List.of("--checkpoint", "nan.safetensors"));
      vae(directory, arguments.toArray(String[]::new))
          .requireRefused("nan.safetensors", name, "holds NaN at entry 0");
    }
    assertThat(directory.resolve("nan.png")).doesNotExist();
  }

  @Test
  void refusesToResumeAsSomethingElse() throws Exception {
    vae(directory, "train", "--resume", "run/model.safetensors", "--latent", "3")
        .requireRefused("--latent", "resumed");
    vae(directory, "train", "--resume", "run/model.safetensors", "--epochs", "5", "--limit", "256")
        .requireRefused("not trained on these images");
  }

  private static long blackOrWhite(BufferedImage picture) {
    int[] pixels =
        picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    return Arrays.stream(pixels)
        .map(rgb -> rgb & 0xffffff)
        .filter(rgb -> rgb == 0 || rgb == 0xffffff)
        .count();
  }
}
