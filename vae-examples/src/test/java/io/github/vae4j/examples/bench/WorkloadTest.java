package io.github.vae4j.examples.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.ModelDescription;
import io.github.vae4j.core.plugin.Plugins;
import io.github.vae4j.core.reference.ReferenceBackend;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkloadTest {
  @Test
  void theFloorHasTheProductsOfAStep() {
    Task w1 = only("w1");
    long layers = 784L * 400 + 2 * 400 * 20 + 20 * 400 + 400 * 784;

    // forward and gradient of weights for each layer; gradient of inputs for all but the first
    assertThat(w1.products()).hasSize(14);
    assertThat(multiplications(w1)).isEqualTo(128 * (3 * layers - 784L * 400));
  }

  @Test
  void theDecoderWorksOnEverySample() {
    long encoder = 784L * 200 + 200 * 200 + 2 * 200 * 50;
    long decoder = 50L * 200 + 200 * 200 + 200 * 784;

    assertThat(multiplications(only("W3k5")))
        .isEqualTo(20 * (3 * encoder - 784L * 200) + 5 * 20 * 3 * decoder);
  }

  private static Task only(String workload) {
    return Workload.named(workload).tasks(List.of(), 0).get(0);
  }

  private static long multiplications(Task task) {
    return task.products().stream().mapToLong(p -> (long) p.rows() * p.inner() * p.columns()).sum();
  }

  @Test
  void theFloorRunsOnAnyBackend() {
    try (ReferenceBackend backend = new ReferenceBackend();
        MatrixProducts products = new MatrixProducts(backend, Small.training().products(), 2)) {
      assertThat(products.milliseconds()).isPositive();
    }
  }

  @ParameterizedTest
  @CsvSource({"W1, 652824", "W2, 370945", "W3k1, 425284", "W3k50, 425284", "W5, 652824"})
  void modelsHaveTheLayersTheyShould(String workload, long parameters) {
    ModelDescription description =
        ModelDescription.parse(Workload.named(workload).model().description());

    Architecture model = Architecture.build(description, Plugins.discover(), 1);

    assertThat(model.declarations().stream().mapToLong(p -> p.key().shape().size()).sum())
        .isEqualTo(parameters);
  }

  @ParameterizedTest
  @CsvSource({"M784x400, 128, 784, 400", "M4096x4096, 4096, 4096, 4096"})
  void aProductIsThatOfTheFirstLayer(String workload, int rows, int inner, int columns) {
    assertThat(only(workload).products())
        .containsExactly(new BenchModel.Product(rows, inner, columns, false, false));
  }

  @Test
  void convolutionsHaveNoFloor() {
    assertThat(only("W2").products()).isEmpty();
  }

  @Test
  void aBatchThatIsAskedForTakesThePlaceOfTheWorkloads() {
    Workload w5 = Workload.named("W5");

    assertThat(w5.tasks(List.of(), 0)).extracting(Task::batch).containsExactly(1, 32, 1024);
    assertThat(w5.tasks(List.of(7, 9), 3)).containsExactly(new Task(w5, 7, 3), new Task(w5, 9, 3));
    // a round stays about as long
    assertThat(Workload.named("W1").tasks(List.of(12800), 0))
        .extracting(Task::steps)
        .containsExactly(1);
  }

  @Test
  void refusesAWorkloadThatDoesNotExist() {
    assertThatThrownBy(() -> Workload.named("W17"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("No workload 'W17'")
        .hasMessageContaining("W1, W2, W3k1");
  }

  @Test
  void refusesMoreImagesThanAnArrayHolds() {
    assertThatThrownBy(() -> Workload.named("W1").tasks(List.of(1280), 2140))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("--steps must be 2139 or fewer for W1 in batches of 1280")
        .hasMessageContaining("got 2140")
        .hasMessageContaining("--rounds");
  }
}
