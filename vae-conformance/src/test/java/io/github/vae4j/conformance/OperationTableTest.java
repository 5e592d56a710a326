package io.github.vae4j.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.autodiff.Tape;
import io.github.vae4j.core.reference.ReferenceBackend;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The gate: a method of Ops without a case, or without a gradient case or a true reason, fails the
 * build.
 */
class OperationTableTest {
  private static final Set<String> NOT_OPERATIONS = Set.of("backend", "recording", "depth", "open");

  @Test
  void everyMethodIsCalledByACaseOfItsName() {
    Set<Method> called = new HashSet<>();
    try (ReferenceBackend backend = new ReferenceBackend();
        Scope scope = backend.scope()) {
      Operations.all()
          .forEach(
              operation ->
                  operation
                      .cases()
                      .forEach(
                          c ->
                              c.call()
                                  .apply(
                                      noting(scope.ops(), operation.method(), called),
                                      CaseRunner.on(scope.ops(), c))));
    }
    assertThat(
            Arrays.stream(Ops.class.getMethods())
                .filter(OperationTableTest::isOperation)
                .filter(m -> !called.contains(m)))
        .as("methods of Ops without a forward case")
        .isEmpty();
  }

  @Test
  void everyOperationIsAMethodOnce() {
    List<String> names = Operations.all().map(Operation::method).toList();
    List<String> methods =
        Arrays.stream(Ops.class.getMethods())
            .filter(OperationTableTest::isOperation)
            .map(Method::getName)
            .distinct()
            .toList();
    assertThat(names).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(methods);
  }

  @Test
  void everyDifferentiableOperationHasGradientCases() {
    assertThat(
            Operations.all()
                .filter(o -> o.constant().isEmpty())
                .filter(o -> o.cases().stream().noneMatch(c -> c.gradient() != Case.Gradient.NONE))
                .map(Operation::method))
        .as("operations with neither a gradient case nor a reason")
        .isEmpty();
  }

  @Test
  void operationsCalledConstantPassNoGradient() {
    Operations.all()
        .filter(o -> o.constant().isPresent() && !o.cases().get(0).operands().isEmpty())
        .forEach(OperationTableTest::passesNoGradient);
  }

  private static void passesNoGradient(Operation operation) {
    Case c =
        operation.cases().stream()
            .filter(x -> x.operands().get(0).shape().size() > 1)
            .findFirst()
            .orElseThrow();
    try (ReferenceBackend backend = new ReferenceBackend();
        Scope scope = backend.scope()) {
      Tape tape = new Tape(scope.ops());
      List<Tensor> variables = CaseRunner.on(scope.ops(), c).stream().map(tape::variable).toList();
      List<Tensor> gradients;
      try {
        Tensor loss = tape.sum(c.call().apply(tape, variables), false);
        gradients = tape.gradients(loss, variables);
      } catch (IllegalArgumentException
          | IllegalStateException
          | UnsupportedOperationException refused) {
        assertThat(refused).hasMessageContaining(operation.method());
        return;
      }
      for (Tensor gradient : gradients) {
        if (Arrays.stream(gradient.toDoubles()).anyMatch(g -> g != 0)) {
          fail(
              "%s passes a gradient, although the table says: %s",
              c.title(), operation.constant().orElseThrow());
        }
      }
    }
  }

  private static boolean isOperation(Method method) {
    return !Modifier.isStatic(method.getModifiers()) && !NOT_OPERATIONS.contains(method.getName());
  }

  /** Returns operations that note which methods of one name are called. */
  private static Ops noting(Ops ops, String name, Set<Method> called) {
    return (Ops)
        Proxy.newProxyInstance(
            Ops.class.getClassLoader(),
            new Class<?>[] {Ops.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals(name)) {
                called.add(method);
              }
              try {
                return method.invoke(ops, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
