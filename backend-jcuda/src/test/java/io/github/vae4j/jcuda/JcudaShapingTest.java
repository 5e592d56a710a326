package io.github.vae4j.jcuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.BackendProvider;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.plugin.JsonOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the conformance suite does not ask of shapes, on the emulated driver in random order. */
class JcudaShapingTest {
  private Backend backend;
  private Ops ops;

  @BeforeEach
  void start() {
    BackendProvider provider = EmulatedDriver.shuffled();
    assumeTrue(provider.unavailable().isEmpty(), () -> provider.unavailable().orElseThrow());
    backend = provider.create(JsonOptions.empty());
    ops = backend.scope().ops();
  }

  @AfterEach
  void stop() {
    if (backend != null) {
      backend.close();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 11})
  void concat_joinsAnyNumberOfTensors(int count) {
    List<Tensor> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add(ops.full(i, Shape.of(2, i % 3, 2)));
    }
    Tensor joined = ops.concat(parts, 1);
    List<Double> row = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < 2 * (i % 3); j++) {
        row.add((double) i);
      }
    }
    assertThat(joined.shape()).isEqualTo(Shape.of(2, row.size() / 2, 2));
    List<Double> both = new ArrayList<>(row);
    both.addAll(row);
    assertThat(joined.toDoubles()).containsExactly(both.toArray(Double[]::new));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, 3, 0.5, 1e20, Double.NaN, Double.NEGATIVE_INFINITY})
  void rowsThatAreNotThere_giveNaN(double row) {
    Tensor rows = ops.tensor(new double[] {2, row}, Shape.of(2));
    Tensor table = ops.tensor(new float[] {1, 2, 3, 4, 5, 6}, Shape.of(3, 2));
    float nan = Float.NaN;
    assertThat(ops.gather(table, rows).toFloats()).containsExactly(5, 6, nan, nan);
    float[] added = ops.scatterAdd(rows, ops.full(1, Shape.of(2, 2)), 3).toFloats();
    assertThat(added).as("no entry of its own shows the mistake").containsOnly(nan).hasSize(6);
  }

  @Test
  void broadcast_ofMoreAxesThanKernelsWalk_isRefused() {
    int[] twos = new int[9];
    Arrays.fill(twos, 2);
    Tensor wide = ops.full(1, Shape.of(twos));
    Tensor alternating = ops.full(1, Shape.of(1, 2, 1, 2, 1, 2, 1, 2, 1));
    assertThatThrownBy(() -> ops.add(wide, alternating))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("by 9 strides")
        .hasMessageContaining("reshape them");
  }

  @Test
  void slicesAndReshapes_shareTheirEntries() {
    Tensor x = ops.range(12);
    long before = backend.memory().bytes();
    Tensor rows = x.reshape(3, 4).slice(0, 1, 3);
    assertThat(rows.toFloats()).containsExactly(4, 5, 6, 7, 8, 9, 10, 11);
    assertThat(ops.permute(rows.reshape(1, 8), 1, 0).shape()).isEqualTo(Shape.of(8, 1));
    assertThat(backend.memory().bytes()).isEqualTo(before);
  }
}
