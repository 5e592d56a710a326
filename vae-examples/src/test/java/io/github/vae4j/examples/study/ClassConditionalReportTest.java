package io.github.vae4j.examples.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.core.evaluate.Estimate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClassConditionalReportTest {
  private static final ClassDistances REAL = new ClassDistances(List.of(8.0, 4.0));

  private static GeneratorFigures figures(
      String name, double recognised, double taught, double ratio) {
    Share share = new Share(recognised, 0.001, 100);
    return new GeneratorFigures(
        name,
        share,
        List.of(share, share),
        new Share(taught, 0.002, 50),
        new ClassDistances(REAL.ofClass().stream().map(d -> ratio * d).toList()),
        ratio);
  }

  private static List<String> lines(double judge) {
    return new ClassConditionalReport(
            new StudyRun(Map.of("epochs", 5)),
            new ClassConditionalFigures(
                1500,
                new Estimate(-94.11, 0.27),
                new Estimate(-99.46, 0.28),
                new Share(0.986, 0.0012, 50),
                new Share(0.9508, 0.0022, 50),
                figures("real images", judge, 0.979, 1),
                List.of(
                    figures("class-conditional VAE", 0.972, 0.85, 0.75),
                    figures("class means", 1, 0.797, 0))))
        .lines();
  }

  @Test
  void saysWhatPassesWhatIsAskedAndWhatFails() {
    assertThat(lines(0.987))
        .anySatisfy(
            line ->
                assertThat(line)
                    .matches(
                        "\\| class-conditional VAE +\\| +97\\.20 \\+- 0\\.10% passes"
                            + " \\| 85\\.00 \\+- 0\\.20% passes \\| +75\\.0% passes \\|"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .matches(
                        "\\| class means +\\| +100\\.00 \\+- 0\\.10% passes"
                            + " \\| +79\\.70 \\+- 0\\.20% fails \\| +0\\.0% fails \\|"));
  }

  @Test
  void saysWhetherTheClassifierMayJudge() {
    assertThat(String.join(" ", lines(0.98))).contains("98% of those to judge others: passes.");
    assertThat(String.join(" ", lines(0.97))).contains("98% of those to judge others: fails.");
    assertThat(lines(0.97))
        .anySatisfy(
            line ->
                assertThat(line)
                    .matches(
                        "\\| class means +\\| +100\\.00 \\+- 0\\.10% no verdict"
                            + " \\| +79\\.70 \\+- 0\\.20% fails \\| +0\\.0% fails \\|"));
  }

  @Test
  void saysWhatWasRunAndPassesNoVerdictOnRealImages() {
    assertThat(lines(0.98).get(0)).isEqualTo("Run with: epochs 5.");
    assertThat(lines(0.98).get(4))
        .matches(
            "\\| real images +\\| +98\\.00 \\+- 0\\.10%"
                + " \\| +97\\.90 \\+- 0\\.20% \\| +100\\.0% \\|");
  }

  @Test
  void comparesDistancesClassByClass() {
    assertThat(lines(0.98))
        .contains(
            "|     0 |      97.20 +- 0.10% |     6.00 |           8.00 | 75.0% |",
            "|     1 |      97.20 +- 0.10% |     3.00 |           4.00 | 75.0% |");
    assertThat(String.join(" ", lines(0.98))).contains("trained on 3,000 of each class alone");
  }

  @Test
  void saysWhatTheModelsThemselvesKnow() {
    assertThat(lines(0.98))
        .contains(
            "Test images whose class has the highest bound: 98.60 +- 0.12%",
            "Test -ELBO, nats per image: 94.11 +- 0.27 given the class, 99.46 +- 0.28 without classes");
  }
}
