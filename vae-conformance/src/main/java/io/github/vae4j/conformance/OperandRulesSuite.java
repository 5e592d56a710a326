package io.github.vae4j.conformance;

import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.reference.ReferenceBackend;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The rules on operands: which are refused, with what words, and what results may share with them.
 */
abstract class OperandRulesSuite extends BackendSuite {

  @TestFactory
  Stream<DynamicNode> r4_results_doNotFollowState() {
    CaseRunner runner = new CaseRunner(backend(), reference());
    return Operations.all()
        .filter(o -> o.cases().stream().anyMatch(c -> !c.operands().isEmpty()))
        .map(
            o ->
                DynamicTest.dynamicTest(
                    o.method(),
                    () ->
                        o.cases()
                            .forEach(
                                c ->
                                    runner.declared(
                                        c, () -> doesNotFollowState(runner.rounded(c))))));
  }

  private void doesNotFollowState(Case c) {
    List<State> states = c.operands().stream().map(x -> backend().state(x.shape().size())).toList();
    try (Scope scope = backend().scope()) {
      List<Tensor> x = new ArrayList<>();
      for (int i = 0; i < states.size(); i++) {
        states.get(i).set(0, c.operands().get(i).values());
        x.add(scope.ops().view(states.get(i), 0, c.operands().get(i).shape()));
      }
      Tensor result = c.call().apply(scope.ops(), x);
      if (x.stream().noneMatch(operand -> operand == result)) {
        double[] before = result.toDoubles();
        states.forEach(state -> state.fill(0, state.size(), 7));
        Check.equal(
            CaseRunner.title(c)
                + ": the result changed when the state was written that an operand is a view of; only view is live",
            before,
            result.toDoubles());
      }
    } finally {
      states.forEach(State::close);
    }
  }

  @TestFactory
  Stream<DynamicNode> r6_millionTerms_stayWithinTolerance() {
    CaseRunner runner = new CaseRunner(backend(), reference());
    return LargeTable.cases().stream()
        .map(c -> DynamicTest.dynamicTest(c.title(), () -> runner.forward(c)));
  }

  @TestFactory
  Stream<DynamicNode> r7_illFittingArguments_areRefused() {
    return Refusal.all().stream()
        .map(refusal -> DynamicTest.dynamicTest(refusal.name(), () -> refused(refusal)));
  }

  private void refused(Refusal refusal) {
    String method = refusal.name().substring(0, refusal.name().indexOf('_'));
    if (backend().unsupported().contains(method)) {
      return;
    }
    try (Scope expected = reference().scope();
        Scope scope = backend().scope()) {
      Exception model =
          Check.thrownBy(
              () -> refusal.call().apply(expected.ops(), zeros(expected.ops(), refusal.shapes())));
      Check.that(
          model instanceof IllegalArgumentException,
          refusal.name() + ": the reference must refuse this, got " + model);
      Check.refused(
          refusal.name(),
          IllegalArgumentException.class,
          () -> refusal.call().apply(scope.ops(), zeros(scope.ops(), refusal.shapes())),
          String.valueOf(model == null ? "" : model.getMessage()));
    }
  }

  private static List<Tensor> zeros(Ops ops, List<Shape> shapes) {
    return shapes.stream().map(shape -> ops.full(0, shape)).toList();
  }

  @TestFactory
  Stream<DynamicNode> r8_foreignOperands_areRefused() {
    return operands((c, i) -> foreignRefused(c, i));
  }

  private void foreignRefused(Case c, int position) {
    try (ReferenceBackend other = new ReferenceBackend();
        Scope foreign = other.scope();
        Scope scope = backend().scope()) {
      List<Tensor> x = new ArrayList<>(CaseRunner.on(scope.ops(), c));
      x.set(position, c.operands().get(position).on(foreign.ops()));
      Check.refused(
          c.title() + " with operand " + position + " of another backend",
          IllegalArgumentException.class,
          () -> c.call().apply(scope.ops(), x),
          "another backend",
          "'" + other.name() + "'");
    }
  }

  @TestFactory
  Stream<DynamicNode> r9_operandsOfClosedScopes_areRefused() {
    return operands((c, i) -> closedRefused(c, i));
  }

  private void closedRefused(Case c, int position) {
    try (Scope scope = backend().scope()) {
      List<Tensor> x = new ArrayList<>(CaseRunner.on(scope.ops(), c));
      try (Scope closed = backend().scope()) {
        x.set(position, c.operands().get(position).on(closed.ops()));
      }
      Check.refused(
          c.title() + " with operand " + position + " of a closed scope",
          IllegalStateException.class,
          () -> c.call().apply(scope.ops(), x),
          "closed scope");
    }
  }

  @FunctionalInterface
  private interface OperandCheck {
    void run(Case c, int position);
  }

  /** One test for each operand of the first non-empty case of every operation. */
  private Stream<DynamicNode> operands(OperandCheck check) {
    CaseRunner runner = new CaseRunner(backend(), reference());
    return Operations.all()
        .flatMap(
            o ->
                o.cases().stream()
                    .filter(c -> c.operands().stream().anyMatch(x -> x.shape().size() > 0))
                    .limit(1))
        .flatMap(
            c ->
                IntStream.range(0, c.operands().size())
                    .mapToObj(
                        i ->
                            DynamicTest.dynamicTest(
                                c.method() + " operand " + i,
                                () -> runner.declared(c, () -> check.run(c, i)))));
  }

  @Test
  void r10_operationsOfClosedScope_refuse() {
    try (Scope open = backend().scope()) {
      Scope scope = backend().scope();
      Ops ops = scope.ops();
      Check.that(ops.open(), "open() must be true before the scope closes");
      scope.close();
      Check.that(!ops.open(), "open() must be false after the scope closed");
      Check.refused(
          "full on a closed scope",
          IllegalStateException.class,
          () -> ops.full(1, Shape.of(2)),
          "closed");
      Tensor x = open.ops().full(1, Shape.of(2));
      Check.refused(
          "exp on a closed scope", IllegalStateException.class, () -> ops.exp(x), "closed");
    }
  }

  @Test
  void r11_fluentMethods_runOnTheInnerScope() {
    try (Scope outer = backend().scope();
        Scope inner = outer.nested()) {
      Tensor a = outer.ops().full(2, Shape.of(2));
      Tensor b = inner.ops().full(3, Shape.of(2));
      Check.that(a.ops() == outer.ops(), "ops() of a tensor must be the operations that made it");
      Check.that(a.mul(b).ops() == inner.ops(), "outer.mul(inner) must belong to the inner scope");
      Check.that(b.mul(a).ops() == inner.ops(), "inner.mul(outer) must belong to the inner scope");
      Check.equal("inner.mul(outer)", new double[] {6, 6}, b.mul(a).toDoubles());
      Check.equal("depth of the outer scope", 0, outer.ops().depth());
      Check.equal("depth of the nested scope", 1, inner.ops().depth());
    }
  }

  @Test
  void r12_unsupportedMethods_areMethodsOfOps() {
    List<String> known = Operations.all().map(Operation::method).toList();
    for (String method : backend().unsupported()) {
      Check.that(
          known.contains(method),
          "unsupported() names '" + method + "', which is no method of Ops");
    }
  }

  @Test
  void r13_gather_neverInventsRows() {
    try (Scope scope = backend().scope()) {
      Ops ops = scope.ops();
      Tensor table = Operand.random(Shape.of(4, 3), 1).on(ops);
      for (double row : new double[] {-1, 4, 1e6}) {
        Tensor rows = ops.tensor(new double[] {1, row}, Shape.of(2));
        double[] result;
        try {
          result = ops.gather(table, rows).toDoubles();
        } catch (IllegalArgumentException e) {
          Check.that(
              String.valueOf(e.getMessage()).startsWith("gather: "),
              "the message must begin with \"gather: \", got " + e.getMessage());
          continue;
        }
        for (int i = 3; i < 6; i++) {
          Check.that(
              Double.isNaN(result[i]),
              "gather of row " + row + " of 4 must be refused or give NaN, got " + result[i]);
        }
      }
    }
  }

  @Test
  void r14_hostArrays_areCopied() {
    try (Scope scope = backend().scope()) {
      double[] given = {1, 2, 3};
      float[] floats = {1, 2, 3};
      Tensor x = scope.ops().tensor(given, Shape.of(3));
      Tensor y = scope.ops().tensor(floats, Shape.of(3));
      given[0] = 9;
      floats[0] = 9;
      Check.equal(
          "tensor must copy the doubles it is given", new double[] {1, 2, 3}, x.toDoubles());
      Check.equal("tensor must copy the floats it is given", new double[] {1, 2, 3}, y.toDoubles());
      x.toDoubles()[1] = 9;
      x.toFloats()[1] = 9;
      Check.equal(
          "toDoubles and toFloats must return copies", new double[] {1, 2, 3}, x.toDoubles());
    }
  }

  @Test
  void r15_views_areLive() {
    try (State state = backend().state(8);
        Scope scope = backend().scope()) {
      Tensor view = scope.ops().view(state, 2, Shape.of(2, 2));
      state.set(0, new double[] {0, 1, 2, 3, 4, 5, 6, 7});
      Check.equal(
          "a view shows what was written after it was made",
          new double[] {2, 3, 4, 5},
          view.toDoubles());
      Check.equal("operations on it, too", new double[] {4, 6, 8, 10}, view.mul(2).toDoubles());
      state.fill(3, 2, -1);
      Check.equal(
          "a view shows the latest values",
          new double[] {2, -1, -1, 5},
          scope.ops().affine(view, 1, 0).toDoubles());
    }
  }

  @Test
  void r16_viewsOutsideTheirState_areRefused() {
    try (ReferenceBackend other = new ReferenceBackend();
        State foreign = other.state(4);
        State state = backend().state(4);
        Scope scope = backend().scope()) {
      Ops ops = scope.ops();
      Check.refused(
          "view beyond the end",
          IllegalArgumentException.class,
          () -> ops.view(state, 3, Shape.of(2)),
          "view",
          "[3, 5)",
          "4 entries");
      Check.refused(
          "view before the start",
          IllegalArgumentException.class,
          () -> ops.view(state, -1, Shape.of(2)),
          "view");
      Check.refused(
          "view of another backend's state",
          IllegalArgumentException.class,
          () -> ops.view(foreign, 0, Shape.of(2)),
          "view",
          "another backend",
          "'" + other.name() + "'");
    }
  }

  @Test
  void r16_viewOfClosedState_isRefused() {
    State state = backend().state(4);
    state.close();
    try (Scope scope = backend().scope()) {
      Check.refused(
          "view of a closed state",
          IllegalStateException.class,
          () -> scope.ops().view(state, 0, Shape.of(2)),
          "closed");
    }
  }
}
