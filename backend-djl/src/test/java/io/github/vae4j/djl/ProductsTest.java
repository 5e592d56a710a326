package io.github.vae4j.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Adjoints.LinearGradient;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.plugin.JsonOptions;
import io.github.vae4j.core.reference.ReferenceBackend;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProductsTest {
  /** More than two million multiplications, from which on products may go through oneDNN. */
  private static final int ROWS = 96;

  private static final int IN = 200;
  private static final int OUT = 160;

  /** Terms of the longest sum: n terms of at most a round to within n · n · a · 2⁻²⁴. */
  private static final int LONGEST = IN;

  private static final double LARGEST = 0.1;

  @ParameterizedTest
  @ValueSource(strings = {"libtorch", "onednn", "fastest"})
  void largeLayers_agreeWithTheReference(String products) {
    for (Activation activation : Activation.values()) {
      if (activation.differentiableFromOutput()) {
        List<double[]> expected = layer(new ReferenceBackend(), activation);
        List<double[]> actual = layer(backend(products), activation);
        for (int i = 0; i < expected.size(); i++) {
          double allowed = LONGEST * LONGEST * LARGEST * LARGEST * Math.scalb(1.0, -24);
          assertThat(actual.get(i))
              .as("%s, %s, result %d", products, activation, i)
              .usingComparatorWithPrecision(allowed)
              .containsExactly(expected.get(i));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"libtorch", "onednn"})
  void largeLayers_passNaNOn(String products) {
    double[] values = new double[ROWS * IN];
    values[3 * IN + 7] = Double.NaN;
    try (Backend backend = backend(products);
        Scope scope = backend.scope()) {
      Ops ops = scope.ops();
      Tensor x = ops.tensor(values, Shape.of(ROWS, IN));
      Tensor weight = ops.full(LARGEST, Shape.of(IN, OUT));
      for (Activation activation : Activation.values()) {
        Tensor y = ops.linear(x, weight, ops.full(1, Shape.of(OUT)), activation);
        assertThat(ops.slice(y, 0, 3, 4).toDoubles())
            .as("the row of the NaN, %s, %s", products, activation)
            .containsOnly(Double.NaN);
        assertThat(ops.slice(y, 0, 4, ROWS).toDoubles())
            .as("rows after it, %s, %s", products, activation)
            .doesNotContain(Double.NaN);
      }
    }
  }

  @Test
  void anUnknownLibrary_isRefusedByName() {
    assertThatThrownBy(() -> backend("mkl"))
        .hasMessageContaining("products")
        .hasMessageContaining("fastest, libtorch, onednn")
        .hasMessageContaining("'mkl'");
  }

  private static Backend backend(String products) {
    return new DjlBackendProvider().create(JsonOptions.of(Map.of("products", products), "backend"));
  }

  /** Returns a layer's output and the gradients of its input, weight and bias. */
  private static List<double[]> layer(Backend backend, Activation activation) {
    try (backend;
        Scope scope = backend.scope()) {
      Ops ops = scope.ops();
      Random random = new Random(1);
      Tensor x = random(ops, random, ROWS, IN);
      Tensor weight = random(ops, random, IN, OUT);
      Tensor bias = random(ops, random, OUT);
      Tensor gradient = random(ops, random, ROWS, OUT);
      Tensor y = ops.linear(x, weight, bias, activation);
      LinearGradient all = ops.linearGrad(x, weight, y, activation, gradient, true);
      LinearGradient some = ops.linearGrad(x, weight, y, activation, gradient, false);
      List<Tensor> results = new ArrayList<>(List.of(y, all.weight(), all.bias()));
      results.add(all.input());
      results.addAll(List.of(some.weight(), some.bias()));
      return results.stream().map(Tensor::toDoubles).toList();
    }
  }

  /** Numbers that float32 holds exactly. */
  private static Tensor random(Ops ops, Random random, int... sizes) {
    Shape shape = Shape.of(sizes);
    double[] values = random.doubles(shape.size(), -LARGEST, LARGEST).map(v -> (float) v).toArray();
    return ops.tensor(values, shape);
  }
}
