package io.github.vae4j.core.autodiff;

import static io.github.vae4j.core.autodiff.GradientCase.Operand.between;

import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Window;
import io.github.vae4j.core.autodiff.GradientCase.Function;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every differentiable operation against central differences. */
class GradientTest {
  private static final int[][] SHAPES = {{}, {1, 1}, {5}, {3, 4}, {2, 1, 3}, {2, 0}};

  /** Pairs that broadcast either way, both ways, over an empty axis, or not at all. */
  private static final int[][][] PAIRS = {
    {{}, {}},
    {{3, 4}, {3, 4}},
    {{3, 4}, {4}},
    {{4}, {3, 4}},
    {{3, 1}, {1, 4}},
    {{2, 1, 3}, {4, 1}},
    {{}, {2, 3}},
    {{2, 3}, {}},
    {{0, 3}, {3}},
    {{2, 0}, {2, 1}}
  };

  private static final Window[] WINDOWS = {
    Window.of(1, 0), Window.of(1, 1), Window.of(2, 1), new Window(2, 3, 0, 2)
  };

  @ParameterizedTest
  @MethodSource({
    "unary",
    "binary",
    "shaping",
    "reductions",
    "products",
    "convolutions",
    "layers",
    "fused"
  })
  void agreesWithCentralDifferences(GradientCase gradientCase) {
    gradientCase.check();
  }

  static Stream<GradientCase> unary() {
    List<GradientCase> cases = new ArrayList<>();
    everyShape(cases, "affine", -2, 2, (ops, x) -> ops.affine(x[0], -1.5, 0.25));
    everyShape(cases, "power 3", -2, 2, (ops, x) -> ops.power(x[0], 3));
    everyShape(cases, "power 0.5", 0.2, 3, (ops, x) -> ops.power(x[0], 0.5));
    everyShape(cases, "power 0", -2, 2, (ops, x) -> ops.power(x[0], 0));
    everyShape(cases, "power -2", 0.5, 2, (ops, x) -> ops.power(x[0], -2));
    everyShape(cases, "clamp", -2, 2, (ops, x) -> ops.clamp(x[0], -0.713, 0.917));
    everyShape(cases, "abs", -2, 2, (ops, x) -> ops.abs(x[0]));
    everyShape(cases, "sign", -2, 2, (ops, x) -> ops.sign(x[0]));
    everyShape(cases, "floor", -1.9, 1.7, (ops, x) -> ops.floor(x[0]));
    everyShape(cases, "exp", -2, 2, (ops, x) -> ops.exp(x[0]));
    everyShape(cases, "expm1", -2, 2, (ops, x) -> ops.expm1(x[0]));
    everyShape(cases, "log", 0.1, 3, (ops, x) -> ops.log(x[0]));
    everyShape(cases, "log1p", -0.9, 3, (ops, x) -> ops.log1p(x[0]));
    everyShape(cases, "sqrt", 0.1, 3, (ops, x) -> ops.sqrt(x[0]));
    everyShape(cases, "sin", -4, 4, (ops, x) -> ops.sin(x[0]));
    everyShape(cases, "cos", -4, 4, (ops, x) -> ops.cos(x[0]));
    everyShape(cases, "tanh", -3, 3, (ops, x) -> ops.tanh(x[0]));
    everyShape(cases, "sigmoid", -5, 5, (ops, x) -> ops.sigmoid(x[0]));
    everyShape(cases, "softplus", -5, 5, (ops, x) -> ops.softplus(x[0]));
    everyShape(cases, "relu", -2, 2, (ops, x) -> ops.relu(x[0]));
    everyShape(cases, "erf", -3, 3, (ops, x) -> ops.erf(x[0]));
    everyShape(cases, "normalQuantile", 0.02, 0.98, (ops, x) -> ops.normalQuantile(x[0]));
    everyShape(cases, "lgamma", 0.2, 20, (ops, x) -> ops.lgamma(x[0]));
    everyShape(cases, "digamma", 0.2, 20, (ops, x) -> ops.digamma(x[0]));
    everyShape(
        cases,
        "stopGradient",
        -2,
        2,
        (ops, x) -> ops.mul(x[0], ops.tensor(new double[] {2}, Shape.of(1))));
    everyShape(cases, "x used twice", -2, 2, (ops, x) -> ops.mul(x[0], x[0]));
    everyShape(
        cases, "x used thrice", -2, 2, (ops, x) -> ops.add(x[0], ops.mul(x[0], ops.exp(x[0]))));
    for (Activation activation : Activation.values()) {
      everyShape(
          cases, "activate " + activation, -3, 3, (ops, x) -> ops.activate(activation, x[0]));
    }
    return cases.stream();
  }

  static Stream<GradientCase> binary() {
    List<GradientCase> cases = new ArrayList<>();
    everyPair(cases, "add", (ops, x) -> ops.add(x[0], x[1]));
    everyPair(cases, "sub", (ops, x) -> ops.sub(x[0], x[1]));
    everyPair(cases, "mul", (ops, x) -> ops.mul(x[0], x[1]));
    everyPair(cases, "div", (ops, x) -> ops.div(x[0], x[1]));
    everyPair(cases, "maximum", (ops, x) -> ops.maximum(x[0], x[1]));
    everyPair(cases, "minimum", (ops, x) -> ops.minimum(x[0], x[1]));
    everyPair(cases, "standardNormalKl", (ops, x) -> ops.standardNormalKl(x[0], x[1]));
    everyPair(
        cases,
        "comparisons",
        (ops, x) ->
            ops.add(
                ops.equal(x[0], x[1]), ops.add(ops.less(x[0], x[1]), ops.lessOrEqual(x[0], x[1]))));
    everyPair(cases, "select", (ops, x) -> ops.select(ops.less(ops.range(1), x[0]), x[0], x[1]));
    everyPair(
        cases,
        "select by row",
        (ops, x) -> ops.select(ops.tensor(new double[] {1, 0}, Shape.of(2, 1, 1, 1)), x[0], x[1]));
    return cases.stream();
  }

  static Stream<GradientCase> shaping() {
    var x = between(-2, 2, 1, 2, 3, 4);
    var empty = between(-2, 2, 1, 2, 0);
    return Stream.of(
        GradientCase.of("reshape", (ops, v) -> ops.reshape(v[0], Shape.of(4, 6)), x),
        GradientCase.of("reshape", (ops, v) -> ops.reshape(v[0], Shape.of(0, 5)), empty),
        GradientCase.of("permute", (ops, v) -> ops.permute(v[0], 1, 2, 0), x),
        GradientCase.of("permute", (ops, v) -> ops.permute(v[0], 2, 0, 1), x),
        GradientCase.of(
            "broadcastTo",
            (ops, v) -> ops.broadcastTo(v[0], Shape.of(5, 2, 3)),
            between(-2, 2, 1, 2, 1)),
        GradientCase.of(
            "broadcastTo nothing",
            (ops, v) -> ops.broadcastTo(v[0], Shape.of(0, 3)),
            between(-2, 2, 1, 3)),
        GradientCase.of("slice", (ops, v) -> ops.slice(v[0], -2, 1, 3), x),
        GradientCase.of("slice to nothing", (ops, v) -> ops.slice(v[0], 0, 1, 1), x),
        GradientCase.of("pad", (ops, v) -> ops.pad(v[0], 1, 2, 1), x),
        GradientCase.of("pad", (ops, v) -> ops.pad(v[0], -1, 0, 2), empty),
        GradientCase.of(
            "concat",
            (ops, v) -> ops.concat(List.of(v[0], v[1], v[0]), -1),
            between(-1, 1, 2, 2, 3),
            between(-1, 1, 3, 2, 1)),
        GradientCase.of(
            "concat",
            (ops, v) -> ops.concat(List.of(v[0], ops.full(1, Shape.of(1, 3)), v[1]), 0),
            between(-1, 1, 2, 2, 3),
            between(-1, 1, 3, 0, 3)),
        GradientCase.of(
            "gather",
            (ops, v) -> ops.gather(v[0], ops.tensor(new double[] {2, 0, 2, 1}, Shape.of(2, 2))),
            between(-1, 1, 2, 4, 3)),
        GradientCase.of(
            "gather",
            (ops, v) -> ops.gather(v[0], ops.tensor(new double[] {3}, Shape.scalar())),
            between(-1, 1, 2, 4)),
        GradientCase.of(
            "scatterAdd",
            (ops, v) -> ops.scatterAdd(ops.tensor(new double[] {2, 0, 2}, Shape.of(3)), v[0], 4),
            between(-1, 1, 2, 3, 2)));
  }

  static Stream<GradientCase> reductions() {
    List<GradientCase> cases = new ArrayList<>();
    int[][] axes = {{}, {0}, {-1}, {0, 2}, {1, 0}, {0, 1, 2}};
    for (boolean keep : new boolean[] {false, true}) {
      for (int[] a : axes) {
        String how = java.util.Arrays.toString(a) + (keep ? " keep" : "");
        var x = between(-2, 2, 7, 2, 3, 4);
        cases.add(GradientCase.of("sum " + how, (ops, v) -> ops.sum(v[0], keep, a), x));
        cases.add(GradientCase.of("max " + how, (ops, v) -> ops.max(v[0], keep, a), x));
        cases.add(GradientCase.of("logSumExp " + how, (ops, v) -> ops.logSumExp(v[0], keep, a), x));
      }
    }
    var empty = between(-1, 1, 1, 3, 0);
    cases.add(GradientCase.of("sum over nothing", (ops, v) -> ops.sum(v[0], false, 1), empty));
    cases.add(
        GradientCase.of("sum of a scalar", (ops, v) -> ops.sum(v[0], false), between(0, 1, 1)));
    cases.add(
        GradientCase.of("max of nothing along rows", (ops, v) -> ops.max(v[0], false, 0), empty));
    for (boolean reverse : new boolean[] {false, true}) {
      cases.add(
          GradientCase.of(
              "cumulativeSum 1 " + reverse,
              (ops, v) -> ops.cumulativeSum(v[0], 1, reverse),
              between(-2, 2, 7, 2, 3, 4)));
      cases.add(
          GradientCase.of(
              "cumulativeSum -1 " + reverse,
              (ops, v) -> ops.cumulativeSum(v[0], -1, reverse),
              empty));
    }
    cases.add(GradientCase.of("argmax", (ops, v) -> ops.argmax(v[0], 1), between(-2, 2, 7, 3, 4)));
    cases.add(
        GradientCase.of("logSoftmax", (ops, v) -> ops.logSoftmax(v[0]), between(-2, 2, 7, 3, 4)));
    cases.add(
        GradientCase.of("logSoftmax", (ops, v) -> ops.logSoftmax(v[0]), between(-2, 2, 7, 4)));
    return cases.stream();
  }

  static Stream<GradientCase> products() {
    List<GradientCase> cases = new ArrayList<>();
    int[][][] batches = {{{}, {}}, {{2}, {2}}, {{2}, {}}, {{}, {2}}, {{2, 1}, {3}}, {{0}, {1}}};
    for (int[][] batch : batches) {
      for (int flags = 0; flags < 4; flags++) {
        boolean left = (flags & 1) != 0;
        boolean right = (flags & 2) != 0;
        Shape a = Shape.of(batch[0]).append(left ? new int[] {4, 3} : new int[] {3, 4});
        Shape b = Shape.of(batch[1]).append(right ? new int[] {5, 4} : new int[] {4, 5});
        cases.add(
            GradientCase.of(
                "matmul " + left + " " + right,
                (ops, v) -> ops.matmul(v[0], v[1], left, right),
                between(-1, 1, 1, a.toArray()),
                between(-1, 1, 2, b.toArray())));
        cases.add(solve(left, right, Shape.of(batch[0]), Shape.of(batch[1])));
      }
    }
    cases.add(
        GradientCase.of(
            "matmul of inner size 0",
            (ops, v) -> ops.matmul(v[0], v[1], false, false),
            between(0, 1, 1, 2, 0),
            between(0, 1, 1, 0, 3)));
    return cases.stream();
  }

  private static GradientCase solve(boolean lower, boolean transpose, Shape left, Shape right) {
    return GradientCase.of(
        "triangularSolve lower " + lower + " transpose " + transpose,
        (ops, v) -> ops.triangularSolve(v[0], v[1], lower, transpose),
        between(0.5, 1.5, 1, left.append(3, 3).toArray()),
        between(-1, 1, 2, right.append(3, 2).toArray()));
  }

  static Stream<GradientCase> convolutions() {
    List<GradientCase> cases = new ArrayList<>();
    for (Window window : WINDOWS) {
      var image = between(-1, 1, 1, 2, 5, 6, 2);
      var kernel = between(-1, 1, 2, 3, 2, 3, 2);
      cases.add(
          GradientCase.of(
              "conv2d " + window, (ops, v) -> ops.conv2d(v[0], v[1], window), image, kernel));
      var small = between(-1, 1, 3, smallSizes(window));
      cases.add(
          GradientCase.of(
              "convTranspose2d " + window,
              (ops, v) -> ops.convTranspose2d(v[0], v[1], window, 5, 6),
              small,
              kernel));
      cases.add(
          GradientCase.of(
              "convWeightGrad " + window,
              (ops, v) -> ops.convWeightGrad(v[0], v[1], window, 2, 3),
              image,
              small));
    }
    return cases.stream();
  }

  /** The sizes of two images of 5 × 6 pixels after a kernel of 2 × 3 with 3 channels. */
  private static int[] smallSizes(Window window) {
    return new int[] {
      2,
      (5 + 2 * window.padHeight() - 2) / window.strideHeight() + 1,
      (6 + 2 * window.padWidth() - 3) / window.strideWidth() + 1,
      3
    };
  }

  static Stream<GradientCase> layers() {
    List<GradientCase> cases = new ArrayList<>();
    for (Activation activation : Activation.values()) {
      for (int[] x : new int[][] {{4}, {3, 4}, {2, 3, 4}, {0, 4}}) {
        cases.add(
            GradientCase.of(
                "linear " + activation,
                (ops, v) -> ops.linear(v[0], v[1], v[2], activation),
                between(-1, 1, 1, x),
                between(-1, 1, 2, 4, 5),
                between(-0.5, 0.5, 3, 5)));
        cases.add(
            GradientCase.of(
                "linear, input only " + activation,
                (ops, v) ->
                    ops.linear(v[0], ops.full(0.4, Shape.of(4, 2)), ops.range(2), activation),
                between(-1, 1, 1, x)));
      }
      for (Window window : WINDOWS) {
        convolutionsWithBias(cases, window, activation);
      }
    }
    return cases.stream();
  }

  private static void convolutionsWithBias(
      List<GradientCase> cases, Window window, Activation activation) {
    var image = between(-1, 1, 1, 2, 5, 6, 2);
    var kernel = between(-1, 1, 2, 3, 2, 3, 2);
    var small = between(-1, 1, 3, smallSizes(window));
    cases.add(
        GradientCase.of(
            "convolution " + window + " " + activation,
            (ops, v) -> ops.convolution(v[0], v[1], v[2], window, activation),
            image,
            kernel,
            between(-0.5, 0.5, 4, 3)));
    cases.add(
        GradientCase.of(
            "convolution, input only " + window + " " + activation,
            (ops, v) ->
                ops.convolution(
                    v[0], ops.full(0.4, Shape.of(3, 2, 3, 2)), ops.range(3), window, activation),
            image));
    cases.add(
        GradientCase.of(
            "transposedConvolution " + window + " " + activation,
            (ops, v) -> ops.transposedConvolution(v[0], v[1], v[2], window, 5, 6, activation),
            small,
            kernel,
            between(-0.5, 0.5, 4, 2)));
    cases.add(
        GradientCase.of(
            "transposedConvolution, input only " + window + " " + activation,
            (ops, v) ->
                ops.transposedConvolution(
                    v[0],
                    ops.full(0.4, Shape.of(3, 2, 3, 2)),
                    ops.range(2),
                    window,
                    5,
                    6,
                    activation),
            small));
  }

  static Stream<GradientCase> fused() {
    List<GradientCase> cases = new ArrayList<>();
    int[][][] pairs = {
      {{4}, {4}},
      {{3, 4}, {3, 4}},
      {{3, 4}, {2, 3, 4}},
      {{2, 3, 4}, {4}},
      {{3, 4}, {3, 1}},
      {{3, 1}, {3, 4}},
      {{3, 0}, {3, 1}}
    };
    for (int[][] pair : pairs) {
      cases.add(
          GradientCase.of(
              "bernoulliLogProb",
              (ops, v) -> ops.bernoulliLogProb(v[0], v[1]),
              between(0, 1, 1, pair[0]),
              between(-3, 3, 2, pair[1])));
      for (int[] third : new int[][] {{1}, {3, 1}, {3, 4}}) {
        if (pair[0][pair[0].length - 1] > 0) {
          cases.add(
              GradientCase.of(
                  "normalLogProb",
                  (ops, v) -> ops.normalLogProb(v[0], v[1], v[2]),
                  between(-1, 1, 1, pair[0]),
                  between(-1, 1, 2, pair[1]),
                  between(-1, 1, 3, third)));
          cases.add(
              GradientCase.of(
                  "normalLogProb",
                  (ops, v) -> ops.normalLogProb(v[0], v[1], v[2]),
                  between(-1, 1, 1, third),
                  between(-1, 1, 2, pair[1]),
                  between(-1, 1, 3, pair[0])));
          cases.add(
              GradientCase.of(
                  "reparameterise",
                  (ops, v) -> ops.reparameterise(v[0], v[1], v[2]),
                  between(-1, 1, 1, pair[0]),
                  between(-1, 1, 2, pair[1]),
                  between(-1, 1, 3, third)));
        }
      }
    }
    return cases.stream();
  }

  private static void everyShape(
      List<GradientCase> cases, String name, double low, double high, Function f) {
    for (int[] shape : SHAPES) {
      cases.add(GradientCase.of(name, f, between(low, high, 11, shape)));
    }
  }

  private static void everyPair(List<GradientCase> cases, String name, Function f) {
    for (int[][] pair : PAIRS) {
      cases.add(
          GradientCase.of(name, f, between(-2, 2, 3, pair[0]), between(0.3, 1.9, 4, pair[1])));
    }
  }
}
