package io.github.vae4j.conformance;

import io.github.vae4j.conformance.Operations.Concern;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The rules of {@link io.github.vae4j.api.tensor.Ops}: every operation gives the values and the
 * gradients of the reference, within a tolerance that follows from the operation, changes nothing,
 * and refuses what does not fit.
 */
public abstract class OpsConformance extends OperandRulesSuite {

  /** Makes a suite that has started nothing. */
  protected OpsConformance() {}

  @TestFactory
  Stream<DynamicNode> r1_creation_matchesReference() {
    return forward(Concern.CREATION);
  }

  @TestFactory
  Stream<DynamicNode> r1_unary_matchesReference() {
    return forward(Concern.UNARY);
  }

  @TestFactory
  Stream<DynamicNode> r1_binary_matchesReference() {
    return forward(Concern.BINARY);
  }

  @TestFactory
  Stream<DynamicNode> r1_reductions_matchReference() {
    return forward(Concern.REDUCTIONS);
  }

  @TestFactory
  Stream<DynamicNode> r1_shaping_matchesReference() {
    return forward(Concern.SHAPING);
  }

  @TestFactory
  Stream<DynamicNode> r1_matrices_matchReference() {
    return forward(Concern.MATRICES);
  }

  @TestFactory
  Stream<DynamicNode> r1_convolutions_matchReference() {
    return forward(Concern.CONVOLUTIONS);
  }

  @TestFactory
  Stream<DynamicNode> r1_fusedConvolutions_matchReference() {
    return forward(Concern.FUSED_CONVOLUTIONS);
  }

  @TestFactory
  Stream<DynamicNode> r1_fused_matchesReference() {
    return forward(Concern.FUSED);
  }

  @TestFactory
  Stream<DynamicNode> r1_adjoints_matchReference() {
    return forward(Concern.ADJOINTS);
  }

  @TestFactory
  Stream<DynamicNode> r2_unary_gradientsMatchReference() {
    return gradients(Concern.UNARY);
  }

  @TestFactory
  Stream<DynamicNode> r2_binary_gradientsMatchReference() {
    return gradients(Concern.BINARY);
  }

  @TestFactory
  Stream<DynamicNode> r2_reductions_gradientsMatchReference() {
    return gradients(Concern.REDUCTIONS);
  }

  @TestFactory
  Stream<DynamicNode> r2_shaping_gradientsMatchReference() {
    return gradients(Concern.SHAPING);
  }

  @TestFactory
  Stream<DynamicNode> r2_matrices_gradientsMatchReference() {
    return gradients(Concern.MATRICES);
  }

  @TestFactory
  Stream<DynamicNode> r2_convolutions_gradientsMatchReference() {
    return gradients(Concern.CONVOLUTIONS);
  }

  @TestFactory
  Stream<DynamicNode> r2_fusedConvolutions_gradientsMatchReference() {
    return gradients(Concern.FUSED_CONVOLUTIONS);
  }

  @TestFactory
  Stream<DynamicNode> r2_fused_gradientsMatchReference() {
    return gradients(Concern.FUSED);
  }

  @TestFactory
  Stream<DynamicNode> r3_operations_leaveOperandsUnchanged() {
    return eachOperation(CaseRunner::operandsStay);
  }

  @TestFactory
  Stream<DynamicNode> r5_operations_repeatToTheBit() {
    return eachOperation(CaseRunner::repeats);
  }

  private Stream<DynamicNode> forward(Concern concern) {
    CaseRunner runner = new CaseRunner(backend(), reference());
    return concern.operations().stream()
        .flatMap(o -> o.cases().stream())
        .map(c -> DynamicTest.dynamicTest(c.title(), () -> runner.forward(c)));
  }

  private Stream<DynamicNode> gradients(Concern concern) {
    CaseRunner runner = new CaseRunner(backend(), reference());
    return concern.operations().stream()
        .flatMap(o -> o.cases().stream())
        .filter(c -> c.gradient() != Case.Gradient.NONE)
        .map(c -> DynamicTest.dynamicTest("gradient of " + c.title(), () -> runner.gradient(c)));
  }

  private Stream<DynamicNode> eachOperation(BiConsumer<CaseRunner, Case> check) {
    CaseRunner runner = new CaseRunner(backend(), reference());
    return Operations.all()
        .map(
            o -> {
              List<Case> cases = o.cases();
              return DynamicTest.dynamicTest(
                  o.method(), () -> cases.forEach(c -> check.accept(runner, c)));
            });
  }
}
