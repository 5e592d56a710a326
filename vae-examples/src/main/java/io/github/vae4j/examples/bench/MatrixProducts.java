package io.github.vae4j.examples.bench;

import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.examples.bench.BenchModel.Product;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The matrix products of a workload's training step and nothing else, on a backend: no step can be
 * faster.
 */
final class MatrixProducts implements AutoCloseable {
  private static final int ALIGNMENT = 64;

  private final Backend backend;
  private final List<Product> products;
  private final State numbers;
  private final List<Long> offsets = new ArrayList<>();

  MatrixProducts(Backend backend, List<Product> products) {
    this.backend = backend;
    this.products = products;
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
  }

  /** Computes all products so many times and returns the milliseconds one time took. */
  double milliseconds(int times) {
    long start = System.nanoTime();
    for (int i = 0; i < times; i++) {
      once(i == times - 1);
    }
    return (System.nanoTime() - start) / 1e6 / times;
  }

  private void once(boolean wait) {
    try (Scope scope = backend.scope()) {
      Ops ops = scope.ops();
      Tensor last = ops.full(0, Shape.of());
      for (int i = 0; i < products.size(); i++) {
        last = product(ops, i);
      }
      if (wait) {
        // an engine that computes in the background has to finish before the clock is read
        ops.slice(last, 0, 0, 1).toFloats();
      }
    }
  }

  private Tensor product(Ops ops, int i) {
    Product p = products.get(i);
    Shape left = p.transposeLeft() ? Shape.of(p.inner(), p.rows()) : Shape.of(p.rows(), p.inner());
    Shape right =
        p.transposeRight() ? Shape.of(p.columns(), p.inner()) : Shape.of(p.inner(), p.columns());
    Tensor a = ops.view(numbers, offsets.get(2 * i), left);
    Tensor b = ops.view(numbers, offsets.get(2 * i + 1), right);
    return ops.matmul(a, b, p.transposeLeft(), p.transposeRight());
  }

  private static long aligned(long size) {
    return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  @Override
  public void close() {
    numbers.close();
  }
}
