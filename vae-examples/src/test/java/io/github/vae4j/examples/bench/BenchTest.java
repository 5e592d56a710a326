package io.github.vae4j.examples.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.reference.ReferenceBackend;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BenchTest {
  @Test
  void theFloorHasTheProductsOfAStep() {
    Workload w1 = Workload.named("w1");
    long layers = 784L * 400 + 2 * 400 * 20 + 20 * 400 + 400 * 784;

    long multiplications =
        w1.products().stream().mapToLong(p -> (long) p.rows() * p.inner() * p.columns()).sum();

    // forward and gradient of weights for each layer; gradient of inputs for all but the first
    assertThat(w1.products()).hasSize(14);
    assertThat(multiplications).isEqualTo(128 * (3 * layers - 784L * 400));
  }

  @Test
  void theFloorRunsOnAnyBackend() {
    Workload small = new Workload("small", 4, 6, 5, 2);
    try (ReferenceBackend backend = new ReferenceBackend();
        MatrixProducts products = new MatrixProducts(backend, small)) {
      assertThat(products.milliseconds(2)).isPositive();
    }
  }

  @Test
  void theMedianCountsAndBothEndsAreShown() {
    Workload w1 = Workload.named("W1");

    Measurement m =
        Measurement.of("engine", "cpu", w1, new double[] {5, 2, 9, 4, 3}, new double[] {1, 8, 2});

    assertThat(m.msPerStep()).isEqualTo(4);
    assertThat(m.msPerStepMin()).isEqualTo(2);
    assertThat(m.msPerStepMax()).isEqualTo(9);
    assertThat(m.gemmFloorMs()).isEqualTo(2);
    assertThat(m.ratio()).isEqualTo(2);
    assertThat(m.imagesPerSecond()).isCloseTo(32_000, within(1e-9));
    assertThat(
            Measurement.of("engine", "cpu", w1, new double[] {1, 2}, new double[] {1}).msPerStep())
        .isEqualTo(1.5);
  }

  @Test
  void figuresAreNamedAsDocumentedAndComeBack() {
    Measurement m = new Measurement("engine", "cpu", "W1", 128, 4, 3, 5, 2, 32_000);

    ObjectNode json = m.toJson();

    Iterator<String> names = json.fieldNames();
    assertThat(names)
        .toIterable()
        .containsAll(
            List.of(
                "backend",
                "workload",
                "batch",
                "msPerStep",
                "msPerStepMin",
                "msPerStepMax",
                "gemmFloorMs",
                "imagesPerSecond"));
    assertThat(Measurement.of(json)).isEqualTo(m);
  }

  @Test
  void aProfileChangesNothingAndNamesWhatWasCalled() {
    Profile profile = new Profile();
    try (Backend plain = new ReferenceBackend()) {
      Backend watched = profile.of(plain);
      State state = watched.state(2);
      state.set(0, new double[] {3, 4});
      try (Scope scope = watched.scope()) {
        Tensor row = scope.ops().view(state, 0, Shape.of(1, 2));

        assertThat(scope.ops().matmul(row, row, false, true).toDoubles()).containsExactly(25);
        assertThat(Set.of(state)).contains(state);
        assertThatThrownBy(() -> scope.ops().matmul(row, row, false, false))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("matmul");
      }
    }

    List<String> lines = profile.lines(2, 1e6);

    assertThat(lines)
        .anyMatch(line -> line.startsWith("Ops.matmul") && line.contains(" 1.0 calls"));
    assertThat(lines).anyMatch(line -> line.startsWith("State.set") && line.contains(" 0.5 calls"));
    assertThat(lines.get(lines.size() - 1)).startsWith("(outside)");
    profile.clear();
    assertThat(profile.lines(1, 1)).hasSize(1);
  }

  @Test
  void refusesAWorkloadThatDoesNotExist() {
    assertThatThrownBy(() -> Workload.named("W17"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("Available: W1");
  }
}
