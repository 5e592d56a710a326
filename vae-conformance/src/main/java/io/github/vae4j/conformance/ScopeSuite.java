package io.github.vae4j.conformance;

import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of scopes and of the memory they hold. */
abstract class ScopeSuite extends BackendSuite {

  @Test
  void r36_closedScope_freesItsTensors() {
    long before = backend().memory().tensors();
    try (Scope scope = backend().scope()) {
      scope.ops().exp(scope.ops().full(1, Shape.of(1000)));
      Check.that(
          backend().memory().tensors() > before,
          "memory().tensors() must count the tensors of an open scope; it stayed at " + before);
    }
    Check.equal("memory().tensors() after the scope closed", before, backend().memory().tensors());
  }

  @Test
  void r36_bytes_areCounted() {
    long bytes = backend().memory().bytes();
    long entry = backend().elementType().bytes();
    try (State state = backend().state(1000);
        Scope scope = backend().scope()) {
      scope.ops().full(1, Shape.of((int) state.size()));
      long held = backend().memory().bytes() - bytes;
      Check.that(
          held >= 2000 * entry,
          "memory().bytes() must rise by the bytes of a state and a tensor of 1000 entries, at least "
              + 2000 * entry
              + "; it rose by "
              + held);
      Check.that(
          backend().memory().reservedBytes() >= backend().memory().bytes(),
          "reservedBytes must include bytes, got " + backend().memory());
    }
    Check.equal("memory().bytes() after state and scope closed", bytes, backend().memory().bytes());
  }

  @Test
  void r37_keptTensor_survivesItsScope() {
    long before = backend().memory().tensors();
    try (Scope outer = backend().scope()) {
      Tensor kept;
      try (Scope inner = outer.nested()) {
        Ops ops = inner.ops();
        kept = inner.keep(ops.add(ops.full(1, Shape.of(3)), ops.range(3)));
        ops.full(5, Shape.of(3));
      }
      Check.equal("entries of a kept tensor", new double[] {1, 2, 3}, kept.toDoubles());
      Check.that(
          kept.ops() == outer.ops(),
          "a kept tensor must belong to the scope around: ops() must be the outer scope's");
      Check.equal("it can be computed with", new double[] {2, 4, 6}, kept.add(kept).toDoubles());
    }
    Check.equal(
        "memory().tensors() after the outer scope closed", before, backend().memory().tensors());
  }

  @Test
  void r38_keep_refusesWhatItCannotKeep() {
    try (Scope outer = backend().scope();
        Scope inner = outer.nested()) {
      Tensor mine = outer.ops().full(1, Shape.of(2));
      Check.refused(
          "keep in an outermost scope",
          IllegalStateException.class,
          () -> outer.keep(mine),
          "keep");
      Check.refused(
          "keep of another scope's tensor",
          IllegalArgumentException.class,
          () -> inner.keep(mine),
          "keep",
          "(2)");
    }
  }

  @Test
  void r39_outerScope_closesInnerOnes() {
    Scope outer = backend().scope();
    Scope inner = outer.nested();
    Scope innermost = inner.nested();
    Tensor x = innermost.ops().full(1, Shape.of(2));
    Check.equal("depth of a scope in a scope in a scope", 2, innermost.ops().depth());
    outer.close();
    Check.that(
        !inner.ops().open() && !innermost.ops().open(),
        "closing a scope must close the scopes in it");
    Check.refused(
        "reading a tensor of a closed scope",
        IllegalStateException.class,
        x::toDoubles,
        "closed scope");
    Check.refused(
        "reading floats of a tensor of a closed scope",
        IllegalStateException.class,
        x::toFloats,
        "closed scope");
    Check.refused(
        "a nested scope in a closed one", IllegalStateException.class, outer::nested, "closed");
    inner.close();
  }

  @Test
  void r40_secondClose_doesNothing() {
    Scope scope = backend().scope();
    scope.ops().full(1, Shape.of(2));
    scope.close();
    long after = backend().memory().tensors();
    scope.close();
    Check.equal("memory().tensors() after a second close", after, backend().memory().tensors());
  }

  @Test
  void r41_tenThousandSteps_doNotGrowMemory() {
    try (State state = backend().state(64)) {
      long tensors = 0;
      long bytes = 0;
      for (int step = 1; step <= 10_000; step++) {
        try (Scope scope = backend().scope()) {
          Ops ops = scope.ops();
          Tensor x = ops.view(state, 0, Shape.of(8, 8));
          Tensor y = ops.matmul(x.add(1), x, false, true).tanh().sum(0);
          try (Scope inner = scope.nested()) {
            state.accumulate(0, inner.keep(inner.ops().affine(y, 0.5, 1)));
          }
        }
        if (step == 100) {
          tensors = backend().memory().tensors();
          bytes = backend().memory().bytes();
        }
      }
      Check.equal(
          "memory().tensors() after 10,000 steps, against 100",
          tensors,
          backend().memory().tensors());
      Check.equal(
          "memory().bytes() after 10,000 steps, against 100", bytes, backend().memory().bytes());
    }
  }

  @Test
  void r42_scopesOfTwoThreads_areIndependent() throws InterruptedException {
    double[] alone = work(3);
    List<double[]> results = Threads.run(4, thread -> work(3));
    for (double[] result : results) {
      Check.equal("work on a thread beside others", alone, result);
    }
  }

  private double[] work(long seed) {
    try (Scope outer = backend().scope()) {
      Tensor x = Operand.random(Shape.of(33, 33), seed).on(outer.ops());
      for (int i = 0; i < 50; i++) {
        try (Scope scope = outer.nested()) {
          Tensor next = scope.ops().tanh(scope.ops().matmul(x, x, false, true));
          x = scope.keep(next);
        }
      }
      return x.toDoubles();
    }
  }
}
