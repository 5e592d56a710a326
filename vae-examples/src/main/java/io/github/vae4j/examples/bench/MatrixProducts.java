package io.github.vae4j.examples.bench;

import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Replay;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.examples.bench.BenchModel.Product;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The matrix products of a workload's steps and nothing else, on a backend: no step can be faster.
 * They are captured, as steps are.
 */
final class MatrixProducts implements AutoCloseable {
  private static final int ALIGNMENT = 64;

  private final Backend backend;
  private final List<Product> products;
  private final int steps;
  private final State numbers;
  private final List<Long> offsets = new ArrayList<>();
  private final Replay replay;

  /**
   * Makes the operands.
   *
   * @param products of a step
   * @param steps that are done at once
   */
  MatrixProducts(Backend backend, List<Product> products, int steps) {
    this.backend = backend;
    this.products = products;
    this.steps = steps;
    long size = 0;
    for (Product product : products) {
      offsets.add(size);
      size = aligned(size + (long) product.rows() * product.inner());
      offsets.add(size);
      size = aligned(size + (long) product.inner() * product.columns());
    }
    numbers = backend.state(size);
    Random random = new Random(1);
    float[] values = new float[Math.toIntExact(size)];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    numbers.set(0, values);
    replay = backend.capture(this::compute);
  }

  /** Computes the products of all steps and returns the milliseconds that one step's took. */
  double milliseconds() {
    long start = System.nanoTime();
    replay.run();
    try (Scope scope = backend.scope()) {
      // an engine that computes in the background has to finish before the clock is read
      scope.ops().view(numbers, 0, Shape.of(1)).toFloats();
    }
    return (System.nanoTime() - start) / 1e6 / steps;
  }

  private void compute() {
    for (int step = 0; step < steps; step++) {
      try (Scope scope = backend.scope()) {
        for (int i = 0; i < products.size(); i++) {
          product(scope.ops(), i);
        }
      }
    }
  }

  private void product(Ops ops, int i) {
    Product p = products.get(i);
    Shape left = p.transposeLeft() ? Shape.of(p.inner(), p.rows()) : Shape.of(p.rows(), p.inner());
    Shape right =
        p.transposeRight() ? Shape.of(p.columns(), p.inner()) : Shape.of(p.inner(), p.columns());
    Tensor a = ops.view(numbers, offsets.get(2 * i), left);
    Tensor b = ops.view(numbers, offsets.get(2 * i + 1), right);
    ops.matmul(a, b, p.transposeLeft(), p.transposeRight());
  }

  private static long aligned(long size) {
    return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  @Override
  public void close() {
    replay.close();
    numbers.close();
  }
}
