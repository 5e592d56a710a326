package io.github.vae4j.core.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.reference.ReferenceBackend;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * One function of tensors whose gradient on the tape is compared with central differences in
 * double.
 */
record GradientCase(String name, Function function, List<Operand> operands) {
  private static final double STEP = 1e-5;

  /** The function under test, on recorded or on raw operations. */
  interface Function {
    Tensor of(Ops ops, Tensor... x);
  }

  /** The values of one operand. */
  record Operand(Shape shape, List<Double> values) {
    /**
     * Entries spread over [low, high] in an order fixed by the seed, no two nearer than the grid's
     * step.
     */
    static Operand between(double low, double high, int seed, int... sizes) {
      Shape shape = Shape.of(sizes);
      int n = (int) shape.size();
      List<Double> values = new ArrayList<>();
      for (int i = 0; i < n; i++) {
        values.add(low + (high - low) * (i + 0.37) / n);
      }
      java.util.Collections.shuffle(values, new Random(seed));
      return new Operand(shape, values);
    }

    double[] array() {
      return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
  }

  static GradientCase of(String name, Function function, Operand... operands) {
    return new GradientCase(name, function, List.of(operands));
  }

  /** Compares every entry of the gradient of a weighted sum of all results. */
  void check() {
    try (ReferenceBackend backend = new ReferenceBackend();
        Scope scope = backend.scope()) {
      Ops raw = scope.ops();
      Tape tape = new Tape(raw);
      Tensor[] leaves =
          operands.stream()
              .map(x -> tape.variable(raw.tensor(x.array(), x.shape())))
              .toArray(Tensor[]::new);
      Tensor loss = loss(tape, leaves);
      List<Tensor> gradients = tape.gradients(loss, Arrays.asList(leaves));
      for (int i = 0; i < leaves.length; i++) {
        assertThat(gradients.get(i).shape()).isEqualTo(operands.get(i).shape());
        compare(backend, i, gradients.get(i).toDoubles());
      }
    }
  }

  private void compare(ReferenceBackend backend, int operand, double[] gradient) {
    for (int entry = 0; entry < gradient.length; entry++) {
      double numeric =
          (moved(backend, operand, entry, STEP) - moved(backend, operand, entry, -STEP))
              / (2 * STEP);
      assertThat(gradient[entry])
          .as("%s: gradient in entry %d of operand %d", name, entry, operand)
          .isCloseTo(numeric, within(1e-6 * Math.max(1, Math.abs(numeric))));
    }
  }

  private double moved(ReferenceBackend backend, int operand, int entry, double by) {
    try (Scope scope = backend.scope()) {
      Ops ops = scope.ops();
      Tensor[] values = new Tensor[operands.size()];
      for (int i = 0; i < values.length; i++) {
        double[] array = operands.get(i).array();
        if (i == operand) {
          array[entry] += by;
        }
        values[i] = ops.tensor(array, operands.get(i).shape());
      }
      return loss(ops, values).item();
    }
  }

  /** Weights differ from entry to entry, so that no permutation of a gradient passes. */
  private Tensor loss(Ops ops, Tensor... x) {
    Tensor y = function.of(ops, x);
    double[] weights = new double[(int) y.shape().size()];
    Arrays.setAll(weights, i -> 0.5 + Math.sin(1 + 3 * i));
    return ops.sum(ops.mul(y, ops.tensor(weights, y.shape())), false);
  }

  @Override
  public String toString() {
    return name + " " + operands.stream().map(Operand::shape).toList();
  }
}
