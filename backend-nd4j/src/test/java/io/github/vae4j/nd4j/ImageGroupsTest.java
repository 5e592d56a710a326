package io.github.vae4j.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Counter;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.RandomStream;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.api.tensor.Window;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Convolutions over more images than are worked on at a time, against one image after another. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImageGroupsTest {
  private static final int IMAGES = 14;
  private static final Shape LARGE = Shape.of(IMAGES, 28, 27, 32);
  private static final Shape SMALL = Shape.of(IMAGES, 27, 26, 24);
  private static final Shape KERNEL = Shape.of(24, 4, 4, 32);
  private static final Window WINDOW = Window.of(1, 1);

  private Nd4jBackend backend;
  private Counter step;
  private Scope scope;
  private Ops ops;
  private Tensor kernel;

  @BeforeAll
  void start() {
    Engine.start();
    backend = new Nd4jBackend(2);
    step = backend.counter();
    scope = backend.scope();
    ops = scope.ops();
    kernel = ops.affine(normal(1, KERNEL), 0.05, 0);
  }

  @AfterAll
  void close() {
    scope.close();
    step.close();
    backend.close();
  }

  @Test
  void theImagesAreOfTwoGroups() {
    assertThat(new Patches(LARGE, 4, 4, 27, 26, WINDOW).imagesTogether()).isBetween(2, IMAGES - 1);
  }

  @ParameterizedTest
  @EnumSource(names = {"IDENTITY", "RELU", "TANH"})
  void convolution_isThatOfEachImage(Activation activation) {
    Tensor x = normal(2, LARGE);
    Tensor bias = normal(3, Shape.of(24));
    assertClose(
        ops.convolution(x, kernel, bias, WINDOW, activation),
        each(
            i -> ops.activate(activation, ops.add(ops.conv2d(image(x, i), kernel, WINDOW), bias))));
  }

  @ParameterizedTest
  @EnumSource(names = {"IDENTITY", "RELU", "TANH"})
  void transposedConvolution_isThatOfEachImage(Activation activation) {
    Tensor x = normal(4, SMALL);
    Tensor bias = normal(5, Shape.of(32));
    assertClose(
        ops.transposedConvolution(x, kernel, bias, WINDOW, 28, 27, activation),
        each(
            i ->
                ops.activate(
                    activation,
                    ops.add(ops.convTranspose2d(image(x, i), kernel, WINDOW, 28, 27), bias))));
  }

  @Test
  void kernelGradient_isTheSumOverImages() {
    Tensor x = normal(6, LARGE);
    Tensor gradient = ops.affine(normal(7, SMALL), 0.01, 0);
    Tensor sum =
        IntStream.range(0, IMAGES)
            .mapToObj(i -> ops.convWeightGrad(image(x, i), image(gradient, i), WINDOW, 4, 4))
            .reduce(ops::add)
            .orElseThrow();
    assertClose(ops.convWeightGrad(x, gradient, WINDOW, 4, 4), sum);
  }

  private Tensor normal(int site, Shape shape) {
    return ops.normal(new RandomStream(1, site, step), shape);
  }

  private Tensor image(Tensor images, int i) {
    return ops.slice(images, 0, i, i + 1);
  }

  private Tensor each(IntFunction<Tensor> one) {
    List<Tensor> results = IntStream.range(0, IMAGES).mapToObj(one).toList();
    return ops.concat(results, 0);
  }

  private static void assertClose(Tensor actual, Tensor expected) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    float[] a = actual.toFloats();
    float[] e = expected.toFloats();
    double worst =
        IntStream.range(0, a.length).mapToDouble(i -> Math.abs(a[i] - e[i])).reduce(0, Math::max);
    assertThat(worst).as("the largest difference").isLessThan(1e-5);
  }
}
