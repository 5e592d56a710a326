package io.github.vae4j.examples.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.core.plugin.JsonOptions;
import io.github.vae4j.core.plugin.Plugins;
import io.github.vae4j.core.reference.ReferenceBackend;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OperationTest {
  @Test
  void everyOperationIsAMethodOfABackend() {
    Set<String> methods =
        Stream.of(Ops.class, State.class)
            .flatMap(type -> Arrays.stream(type.getMethods()))
            .map(method -> method.getName())
            .collect(Collectors.toCollection(HashSet::new));

    assertThat(methods).containsAll(OperationBench.names());
    assertThat(OperationBench.names())
        .contains("linear", "matmul", "conv2d", "bernoulliLogProb", "adamStep", "normal")
        .doesNotHaveDuplicates();
  }

  @Test
  void everyOperationGivesFiniteNumbersAndLeavesNothing() {
    try (Backend backend =
        Plugins.discover().backend("nd4j", JsonOptions.of(Map.of(), "backend"))) {
      long before = backend.memory().bytes();
      for (Operation operation : Operation.values()) {
        try (Operands operands = new Operands(backend);
            Scope scope = backend.scope()) {
          float[] values = operation.prepare(operands).on(scope.ops()).toFloats();

          for (float value : values) {
            assertThat(value).as(operation.toString()).isFinite();
          }
        }
      }
      assertThat(backend.memory().bytes()).isEqualTo(before);
    }
  }

  @Test
  void adamMovesTheParameters() {
    try (ReferenceBackend backend = new ReferenceBackend();
        Operands operands = new Operands(backend);
        Scope scope = backend.scope()) {
      Operation.Call adam = operands.adam();
      double first = adam.on(scope.ops()).slice(0, 0, 1).item();

      assertThat(adam.on(scope.ops()).slice(0, 0, 1).item()).isNotEqualTo(first);
    }
  }

  @Test
  void whatJmhRunsEndsWithANumber() {
    OperationBenchmark benchmark = new OperationBenchmark();
    benchmark.backend = "nd4j";
    benchmark.operation = "sum";
    benchmark.threads = 1;

    benchmark.start();
    float[] read = benchmark.call();
    benchmark.end();

    assertThat(read).hasSize(1);
    assertThat(read[0]).isPositive();
  }

  @Test
  void refusesAnOperationThatIsNotTimed() {
    assertThatThrownBy(() -> OperationBench.requireKnown("liner"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("No operation 'liner' is timed. Did you mean 'linear'?")
        .hasMessageContaining("adamStep");
  }
}
