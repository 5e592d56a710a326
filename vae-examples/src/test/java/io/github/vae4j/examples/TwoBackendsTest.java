package io.github.vae4j.examples;

import static io.github.vae4j.examples.CommandLineRun.vae;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command takes a model from one engine to another; {@code pairs} compares all of them. */
class TwoBackendsTest {
  @TempDir private Path directory;

  @Test
  void aModelTrainedOnOne_hasTheSameFigureOnTheOther() throws Exception {
    CommandLineRun trained =
        vae(
                directory,
                "train",
                "--backend",
                "djl",
                "--limit",
                "512",
                "--hidden",
                "16",
                "--latent",
                "2",
                "--batch",
                "64",
                "--epochs",
                "2",
                "--out",
                "run")
            .requireDone();
    assertThat(trained.err()).contains("djl (cpu, ").doesNotContain("INFO", "WARN", "ERROR");

    assertThat(testElbo("nd4j")).isCloseTo(testElbo("djl"), withPercentage(0.01));
  }

  private double testElbo(String backend) throws Exception {
    return vae(
            directory,
            "evaluate",
            "--checkpoint",
            "run/model.safetensors",
            "--backend",
            backend,
            "--json")
        .requireDone()
        .json()
        .path("testElbo")
        .asDouble();
  }
}
