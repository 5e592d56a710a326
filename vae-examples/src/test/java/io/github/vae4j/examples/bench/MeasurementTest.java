package io.github.vae4j.examples.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MeasurementTest {
  private static final Task W1 = Workload.named("W1").tasks(List.of(), 0).get(0);
  private static final Task W5 = Workload.named("W5").tasks(List.of(1), 1000).get(0);

  @Test
  void theMedianCountsAndBothEndsAreShown() {
    Measurement m = measured("engine", false, W1, 5, 2, 9, 4, 3);

    assertThat(m.msPerStep()).isEqualTo(4);
    assertThat(m.msPerStepMin()).isEqualTo(2);
    assertThat(m.msPerStepMax()).isEqualTo(9);
    assertThat(m.rowsPerSecond()).isCloseTo(32_000, within(1e-9));
    assertThat(measured("engine", false, W1, 1, 2).msPerStep()).isEqualTo(1.5);
  }

  @Test
  void theFloorIsAMedianToo() {
    Measurement m = Measurement.begin(contender("engine", false), "cpu", W1);
    for (double floor : new double[] {1, 8, 2}) {
      m = m.with(new Round(9, OptionalDouble.of(floor), List.of()));
    }

    assertThat(m.floor()).hasValue(2);
    assertThat(measured("engine", false, W1, 1).floor()).isEmpty();
  }

  @Test
  void theRatioIsThatOfRoundsSideBySide() {
    Measurement ours = measured("engine", false, W1, 2, 20, 3);
    Measurement theirs = measured("other", true, W1, 1, 10, 6);

    // of the medians it would be 3 / 6
    assertThat(ours.ratioTo(theirs)).isEqualTo(2);
  }

  @Test
  void percentilesAreOfAllCallsWhereThereAreEnough() {
    List<Double> calls = IntStream.rangeClosed(1, 500).mapToObj(i -> (double) i).toList();
    Round round = new Round(250, OptionalDouble.empty(), calls);
    Measurement half = Measurement.begin(contender("engine", false), "cpu", W5).with(round);

    assertThat(half.percentile(50)).hasValueCloseTo(250.5, within(1e-9));
    assertThat(half.percentile(99)).hasValueCloseTo(495.99, within(1e-9));
    assertThat(half.percentile(99.9)).isEmpty();
    assertThat(half.with(round).percentile(99.9)).hasValueCloseTo(500.0, within(1e-9));
    assertThat(measured("engine", false, W1, 1).percentile(50)).isEmpty();
  }

  @Test
  void figuresAreNamedAsDocumented() {
    Measurement ours =
        Measurement.begin(contender("engine", false), "cpu", W5)
            .with(new Round(4, OptionalDouble.of(2), Collections.nCopies(1000, 3.0)))
            .withPeak(OptionalDouble.of(100));
    Measurement theirs = measured("other", true, W5, 2);

    ObjectNode json = ours.toJson(List.of(theirs));

    assertThat(json.fieldNames())
        .toIterable()
        .containsExactly(
            "backend",
            "workload",
            "batch",
            "steps",
            "msPerStep",
            "msPerStepMin",
            "msPerStepMax",
            "imagesPerSecond",
            "gemmFloorMs",
            "peakResidentMiB",
            "msPerStepOfRounds",
            "msPerCall",
            "ratios",
            "device");
    assertThat(json.path("msPerCall").toString())
        .isEqualTo("{\"p50\":3.0,\"p90\":3.0,\"p99\":3.0,\"p99.9\":3.0}");
    assertThat(json.path("ratios").path("other").asDouble()).isEqualTo(2);
    ObjectNode peer = theirs.toJson(List.of(theirs));
    assertThat(peer.path("peer").asText()).isEqualTo("other");
    assertThat(peer.has("ratios") || peer.has("gemmFloorMs") || peer.has("msPerCall")).isFalse();
  }

  @Test
  void theTableLeavesOutWhatNobodyKnows() {
    Measurement ours = measured("engine", false, W1, 4.5).withPeak(OptionalDouble.of(99.6));
    Measurement theirs = measured("other", true, W1, 3);

    assertThat(new BenchTable(List.of(ours, theirs)).lines())
        .containsExactly(
            "| workload | batch | engine |   ms |  min |  max | rows/s | peak MiB | / other |",
            "| -------- | ----: | ------ | ---: | ---: | ---: | -----: | -------: | ------: |",
            "| W1       |   128 | engine | 4.50 | 4.50 | 4.50 | 28,444 |      100 |    1.50 |",
            "| W1       |   128 | other  | 3.00 | 3.00 | 3.00 | 42,667 |          |         |");
  }

  private static Contender contender(String name, boolean peer) {
    return new Contender(name, peer, List.of(), Map.of());
  }

  private static Measurement measured(String name, boolean peer, Task task, double... steps) {
    Measurement m = Measurement.begin(contender(name, peer), "cpu", task);
    for (double step : steps) {
      m = m.with(Round.of(step));
    }
    return m;
  }
}
