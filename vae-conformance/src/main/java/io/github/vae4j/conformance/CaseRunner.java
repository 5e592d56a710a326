package io.github.vae4j.conformance;

import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.ElementType;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs cases on a backend and on the reference. */
final class CaseRunner {
  private final Backend backend;
  private final Backend reference;

  CaseRunner(Backend backend, Backend reference) {
    this.backend = backend;
    this.reference = reference;
  }

  /** Compares the result with the reference's. */
  void forward(Case original) {
    Case c = rounded(original);
    declared(
        c,
        () -> {
          try (Scope scope = backend.scope()) {
            Tensor result = c.call().apply(scope.ops(), on(scope.ops(), c));
            new Comparison(title(c), type(), expected(c)).check(result.shape(), result.toDoubles());
          }
        });
  }

  /** Compares the gradients of all differentiated operands with the reference's. */
  void gradient(Case original) {
    Case c = rounded(original);
    declared(c, () -> new GradientRunner(c, type()).compare(backend, reference));
  }

  /** Looks for operands that changed while the operation ran. */
  void operandsStay(Case original) {
    Case c = rounded(original);
    declared(
        c,
        () -> {
          try (Scope scope = backend.scope()) {
            List<Tensor> x = on(scope.ops(), c);
            List<double[]> before = x.stream().map(Tensor::toDoubles).toList();
            c.call().apply(scope.ops(), x).toDoubles();
            for (int i = 0; i < x.size(); i++) {
              Check.equal(
                  title(c) + ": operand " + i + " changed while the operation ran",
                  before.get(i),
                  x.get(i).toDoubles());
            }
          }
        });
  }

  /** Looks for bits that differ between two runs. */
  void repeats(Case original) {
    Case c = rounded(original);
    declared(
        c,
        () -> {
          try (Scope scope = backend.scope()) {
            List<Tensor> x = on(scope.ops(), c);
            double[] first = c.call().apply(scope.ops(), x).toDoubles();
            double[] second = c.call().apply(scope.ops(), x).toDoubles();
            Check.equal(title(c) + ": the same call twice gave different bits", first, second);
          }
        });
  }

  /** Returns the case with operands of the backend's precision. */
  Case rounded(Case original) {
    return original.with(original.operands().stream().map(x -> x.rounded(type())).toList());
  }

  /** Returns the operands as tensors. */
  static List<Tensor> on(Ops ops, Case c) {
    return c.operands().stream().map(x -> x.on(ops)).toList();
  }

  /**
   * Runs a check, or demands the exact refusal of a method that the backend declares it does not
   * have.
   */
  void declared(Case c, Runnable check) {
    boolean absent = backend.unsupported().contains(c.method());
    try {
      check.run();
    } catch (UnsupportedOperationException e) {
      if (backend.unsupported().stream().anyMatch(m -> refusal(m).equals(e.getMessage()))) {
        return;
      }
      throw new AssertionError(
          title(c)
              + ": refused with \""
              + e.getMessage()
              + "\", but unsupported() declares "
              + backend.unsupported()
              + "; a method that is not there is declared, and refuses with \""
              + refusal(c.method())
              + "\"",
          e);
    }
    if (absent) {
      throw new AssertionError(
          title(c)
              + ": unsupported() declares it, but it ran; expected the refusal \""
              + refusal(c.method())
              + "\"");
    }
  }

  static String title(Case c) {
    long[] seeds = c.operands().stream().mapToLong(Operand::seed).toArray();
    return c.title() + " (seeds " + Arrays.toString(seeds) + ")";
  }

  private String refusal(String method) {
    return method + ": not supported by backend '" + backend.name() + "'";
  }

  private ElementType type() {
    return backend.elementType();
  }

  private List<Comparison.Expected> expected(Case c) {
    List<Comparison.Expected> all = new ArrayList<>();
    all.add(onReference(c));
    if (c.operands().stream().anyMatch(x -> x.hasSubnormal(type()))) {
      all.add(onReference(c.with(c.operands().stream().map(x -> x.flushed(type())).toList())));
    }
    return all;
  }

  private Comparison.Expected onReference(Case c) {
    try (Scope scope = reference.scope()) {
      List<Tensor> x = on(scope.ops(), c);
      Tensor result = c.call().apply(scope.ops(), x);
      double[] allowed = c.bound().allowed(type(), scope.ops(), x, result);
      return new Comparison.Expected(result.shape(), result.toDoubles(), allowed);
    }
  }
}
