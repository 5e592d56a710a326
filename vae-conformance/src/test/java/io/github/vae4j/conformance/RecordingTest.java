package io.github.vae4j.conformance;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.reference.ReferenceBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The recordings are what the reference gives today; {@link #main} records anew. */
class RecordingTest {

  @Test
  void referenceStillGivesWhatWasRecorded() {
    try (Backend backend = new ReferenceBackend()) {
      Recording.compare(
          "bound", Recording.read("bound.csv"), TrainingConformance.bounds(backend), 1e-12);
      assertRecorded("curve.csv", TrainingConformance.curve(backend, SmallModel.BERNOULLI));
      assertRecorded(
          "conditional-curve.csv", TrainingConformance.curve(backend, SmallModel.CONDITIONAL));
    }
  }

  private static void assertRecorded(String curve, Map<String, Double> losses) {
    Recording.compare(curve, Recording.read(curve), losses, 1e-9);
  }

  @Test
  void anotherNumberIsRefusedByName() {
    assertThatThrownBy(
            () -> Recording.compare("figures", Map.of("kl", 1.0), Map.of("kl", 1.1), 1e-3))
        .hasMessageContaining("figures: kl is 1.1, recorded 1.0; off by 0.1");
    assertThatThrownBy(
            () -> Recording.compare("figures", Map.of("kl", 1.0), Map.of("elbo", 1.0), 1e-3))
        .hasMessageContaining("expected [kl], got [elbo]");
  }

  /**
   * Writes the recordings.
   *
   * @param arguments the directory of the resources
   */
  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]);
    Path checkpoint = directory.resolve("recorded.safetensors");
    try (Backend backend = new ReferenceBackend()) {
      write(directory.resolve("bound.csv"), TrainingConformance.bounds(backend));
      write(
          directory.resolve("curve.csv"), TrainingConformance.curve(backend, SmallModel.BERNOULLI));
      write(
          directory.resolve("conditional-curve.csv"),
          TrainingConformance.curve(backend, SmallModel.CONDITIONAL));
      SmallModel.BERNOULLI
          .trainer(backend, SmallModel.plan().epochs(100).learningRate(0.03).build())
          .checkpoint(checkpoint)
          .build()
          .train(SmallModel.BERNOULLI.data())
          .weights()
          .close();
      write(
          directory.resolve("evaluation.csv"), TrainingConformance.evaluation(backend, checkpoint));
    }
  }

  private static void write(Path file, Map<String, Double> numbers) throws IOException {
    Files.write(
        file,
        numbers.entrySet().stream()
            .map(e -> e.getKey() + "," + e.getValue())
            .collect(Collectors.toList()));
  }
}
