package io.github.vae4j.examples.study;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.vae4j.core.evaluate.Estimate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionReportTest {
  @TempDir private Path directory;

  @Test
  void isATableAndJson() throws IOException {
    CompletionReport report = new CompletionReport(new StudyRun(Map.of("epochs", 5)), 7);
    report.add(figures("a regressor", Optional.empty()));
    report.add(figures("a CVAE", Optional.of(new Estimate(21.5, 0.25))));
    report.write(directory);

    List<String> lines = report.lines();
    assertThat(lines.get(0)).isEqualTo("Run with: epochs 5.");
    assertThat(lines.get(2)).contains("-ELBO", "log p(missing | seen)", "between completions");
    assertThat(lines.get(4)).contains("a regressor", "71.50 +- 0.13", "-70.00 +- 0.12");
    assertThat(lines.get(5)).contains("a CVAE", "21.50 +- 0.25");
    assertThat(String.join(" ", lines))
        .contains("K = 7", "their epoch is chosen by these test images");
    assertThat(Files.readAllLines(directory.resolve("study.md"))).isEqualTo(lines);

    JsonNode study = new JsonMapper().readTree(directory.resolve("study.json").toFile());
    assertThat(study.path("settings").path("epochs").asInt()).isEqualTo(5);
    JsonNode json = study.path("figures");
    assertThat(json).hasSize(2);
    assertThat(json.get(0).has("aboveRegressor")).isFalse();
    assertThat(json.get(1).get("aboveRegressor").asDouble()).isEqualTo(21.5);
    assertThat(json.get(1).get("elbo").asDouble()).isEqualTo(-71.5);
    assertThat(json.get(1).get("logLikelihoodStandardError").asDouble()).isEqualTo(0.12);
  }

  private static CompletionFigures figures(String model, Optional<Estimate> gain) {
    return new CompletionFigures(
        1,
        model,
        new Estimate(-71.5, 0.13),
        new Estimate(-70, 0.12),
        gain,
        new Estimate(30, 0.1),
        new Estimate(5, 0.02),
        new Estimate(3, 0.01));
  }
}
