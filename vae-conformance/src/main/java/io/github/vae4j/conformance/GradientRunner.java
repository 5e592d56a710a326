package io.github.vae4j.conformance;

import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.ElementType;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.autodiff.Tape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Compares the gradients of a weighted sum of a result over one backend's operations with those
 * over another's.
 */
final class GradientRunner {
  private static final long WEIGHT_SEED = 77;

  private final Case c;
  private final ElementType type;

  GradientRunner(Case c, ElementType type) {
    this.c = c;
    this.type = type;
  }

  /** Refuses gradients that differ by more than their tolerance. */
  void compare(Backend backend, Backend reference) {
    List<Comparison.Expected> expected = gradients(reference);
    List<Comparison.Expected> actual = gradients(backend);
    for (int i = 0; i < expected.size(); i++) {
      String title =
          "gradient in operand "
              + i
              + " of "
              + CaseRunner.title(c)
              + " (weights of seed "
              + WEIGHT_SEED
              + ")";
      new Comparison(title, type, List.of(expected.get(i)))
          .check(actual.get(i).shape(), actual.get(i).values());
    }
  }

  private List<Comparison.Expected> gradients(Backend backend) {
    try (Scope scope = backend.scope()) {
      Tape tape = new Tape(scope.ops());
      List<Tensor> x = new ArrayList<>();
      List<Tensor> variables = new ArrayList<>();
      for (Operand operand : c.operands()) {
        Tensor raw = operand.on(scope.ops());
        x.add(operand.differentiated() ? tape.variable(raw) : raw);
        if (operand.differentiated()) {
          variables.add(x.get(x.size() - 1));
        }
      }
      Tensor result = c.call().apply(tape, x);
      double[] weights = weights(result.shape());
      Tensor loss = tape.sum(tape.mul(result, scope.ops().tensor(weights, result.shape())), false);
      return tape.gradients(loss, variables).stream()
          .map(
              g ->
                  new Comparison.Expected(
                      g.shape(), g.toDoubles(), allowed(g.toDoubles(), weights)))
          .toList();
    }
  }

  private double[] weights(Shape shape) {
    SplittableRandom random = new SplittableRandom(WEIGHT_SEED);
    double[] weights = new double[Math.toIntExact(shape.size())];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (random.nextBoolean() ? 1 : -1) * (0.5 + random.nextInt(64) / 64.0);
    }
    return weights;
  }

  private double[] allowed(double[] gradient, double[] weights) {
    double[] allowed = new double[gradient.length];
    boolean entrywise = c.gradient() == Case.Gradient.ENTRYWISE;
    long entries = c.operands().stream().mapToLong(x -> x.shape().size()).sum();
    double factor =
        entrywise ? Math.max(64, 4 * c.bound().factor()) : 32 + 4 * Numbers.log2(entries);
    double largest =
        Arrays.stream(gradient).map(Math::abs).filter(Double::isFinite).max().orElse(0) + 1.5;
    if (c.gradient() == Case.Gradient.EXPONENTIAL) {
      factor *= 1 + c.operands().stream().mapToDouble(Operand::largest).max().orElse(0);
    }
    for (int i = 0; i < allowed.length; i++) {
      double scale = entrywise ? Math.abs(gradient[i]) + Math.abs(weights[i]) : largest;
      allowed[i] = factor * type.unitRoundoff() * scale;
    }
    return allowed;
  }
}
