package io.github.vae4j.conformance;

import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Adjoints.ConvolutionGradient;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.conformance.ConvolutionTable.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** Convolutions with a bias and an activation, and their derivatives in one call. */
final class FusedConvolutionTable {
  private static final int FEW_PIXELS = 200;

  private FusedConvolutionTable() {}

  /**
   * One of the two operations, which take (x, kernel, bias) and, for the derivative, the gradient.
   */
  private interface Direction {
    String method();

    Tensor apply(Ops ops, List<Tensor> x, Setting s, Activation f);

    ConvolutionGradient gradient(
        Ops ops, List<Tensor> x, Tensor output, Setting s, Activation f, boolean wantsInput);

    /** The shapes of x and of the result. */
    List<Shape> ends(Setting s);
  }

  static List<Operation> operations() {
    return List.of(
        Operation.differentiable("convolution", forward(new Forward())),
        Operation.differentiable("transposedConvolution", forward(new Transposed())),
        adjoint("convolutionGrad", new Forward()),
        adjoint("transposedConvolutionGrad", new Transposed()));
  }

  private static Operation adjoint(String method, Direction direction) {
    return Operation.constant(method, AdjointTable.REASON, gradients(method, direction));
  }

  private static List<Case> forward(Direction direction) {
    List<Case> cases = new ArrayList<>();
    for (Activation f : FusedTable.activations()) {
      for (Setting s : ConvolutionTable.SETTINGS) {
        cases.add(
            new Case(
                direction.method(),
                FusedTable.name(f) + ", " + s.label(),
                operands(direction, s, 3100 + cases.size()),
                (ops, x) -> direction.apply(ops, x, s, f),
                bound(direction, s).over(s.kernel().size()),
                Case.Gradient.LARGEST));
      }
    }
    return cases;
  }

  /**
   * The gradient in the bias is a sum over all pixels. Its error is relative to its terms, which
   * the cases of the adjoints allow for, and not to the largest entry of the gradient.
   */
  private static List<Operand> operands(Direction direction, Setting s, long seed) {
    Shape output = direction.ends(s).get(1);
    List<Shape> shapes = List.of(direction.ends(s).get(0), s.kernel(), Shape.of(output.dim(3)));
    List<Operand> x = Samples.random(shapes, seed);
    boolean few = output.dropTrailing(1).size() <= FEW_PIXELS;
    return List.of(x.get(0), x.get(1), few ? x.get(2) : x.get(2).constant());
  }

  /** No activation is steeper than 1.1, so its error is that of the convolution, and its own. */
  private static Bound bound(Direction direction, Setting s) {
    return Bound.of(
        16,
        (ops, x, expected) -> {
          List<Tensor> sizes = x.stream().map(ops::abs).toList();
          return ops.affine(direction.apply(ops, sizes, s, Activation.IDENTITY), 1, 1);
        });
  }

  private static List<Case> gradients(String method, Direction direction) {
    List<Case> cases = new ArrayList<>();
    for (Activation f : FusedTable.activations()) {
      for (Setting s :
          f.differentiableFromOutput() ? ConvolutionTable.SETTINGS : List.<Setting>of()) {
        Part part = new Part(method, direction, s, f, 3300 + cases.size());
        cases.add(part.of("input", true, g -> Objects.requireNonNull(g.input())));
        cases.add(part.of("kernel", false, ConvolutionGradient::kernel));
        cases.add(part.of("bias", false, ConvolutionGradient::bias));
      }
    }
    return cases;
  }

  /** Makes the cases of one derivative, each of which looks at one of its results. */
  private record Part(String method, Direction direction, Setting s, Activation f, long seed) {
    Case of(String name, boolean wantsInput, Function<ConvolutionGradient, Tensor> part) {
      Shape input = direction.ends(s).get(0);
      Shape output = direction.ends(s).get(1);
      List<Shape> shapes = List.of(input, s.kernel(), Shape.of(output.dim(3)), output);
      Call call =
          (ops, x) -> {
            Tensor y = direction.apply(ops, x, s, f);
            return part.apply(direction.gradient(ops, x, y, s, f, wantsInput));
          };
      Bound.Scale terms =
          (ops, x, expected) -> {
            List<Tensor> sizes = x.stream().map(ops::abs).toList();
            return ops.affine(
                part.apply(
                    direction.gradient(
                        ops, sizes, sizes.get(3), s, Activation.IDENTITY, wantsInput)),
                1,
                1);
          };
      return new Case(
          method,
          FusedTable.name(f) + ", " + s.label() + ", " + name,
          Samples.random(shapes, seed),
          call,
          Bound.of(32, terms).over(input.size() + output.size()),
          Case.Gradient.NONE);
    }
  }

  private static final class Forward implements Direction {
    @Override
    public String method() {
      return "convolution";
    }

    @Override
    public Tensor apply(Ops ops, List<Tensor> x, Setting s, Activation f) {
      return ops.convolution(x.get(0), x.get(1), x.get(2), s.window(), f);
    }

    @Override
    public ConvolutionGradient gradient(
        Ops ops, List<Tensor> x, Tensor output, Setting s, Activation f, boolean wantsInput) {
      return ops.convolutionGrad(x.get(0), x.get(1), output, f, x.get(3), s.window(), wantsInput);
    }

    @Override
    public List<Shape> ends(Setting s) {
      return List.of(s.image(), s.result());
    }
  }

  private static final class Transposed implements Direction {
    @Override
    public String method() {
      return "transposedConvolution";
    }

    @Override
    public Tensor apply(Ops ops, List<Tensor> x, Setting s, Activation f) {
      int height = s.image().dim(1);
      int width = s.image().dim(2);
      return ops.transposedConvolution(x.get(0), x.get(1), x.get(2), s.window(), height, width, f);
    }

    @Override
    public ConvolutionGradient gradient(
        Ops ops, List<Tensor> x, Tensor output, Setting s, Activation f, boolean wantsInput) {
      return ops.transposedConvolutionGrad(
          x.get(0), x.get(1), output, f, x.get(3), s.window(), wantsInput);
    }

    @Override
    public List<Shape> ends(Setting s) {
      return List.of(s.result(), s.image());
    }
  }
}
