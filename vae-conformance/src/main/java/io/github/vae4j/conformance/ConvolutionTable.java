package io.github.vae4j.conformance;

import io.github.vae4j.api.tensor.ConvolutionRules;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Window;
import java.util.ArrayList;
import java.util.List;

/** Convolutions, their transposes and the gradients of kernels. */
final class ConvolutionTable {
  static final List<Setting> SETTINGS =
      List.of(
          new Setting(Shape.of(1, 1, 1, 1), Shape.of(1, 1, 1, 1), Window.of(1, 0)),
          new Setting(Shape.of(2, 5, 6, 3), Shape.of(4, 3, 3, 3), Window.of(1, 1)),
          new Setting(Shape.of(2, 5, 7, 2), Shape.of(3, 3, 2, 2), Window.of(1, 0)),
          new Setting(Shape.of(3, 8, 8, 2), Shape.of(5, 4, 4, 2), Window.of(2, 1)),
          new Setting(Shape.of(2, 7, 6, 1), Shape.of(2, 3, 3, 1), Window.of(2, 0)),
          new Setting(Shape.of(1, 9, 7, 2), Shape.of(3, 2, 3, 2), new Window(3, 2, 0, 1)),
          new Setting(Shape.of(2, 4, 4, 2), Shape.of(3, 4, 4, 2), Window.of(1, 0)),
          new Setting(Shape.of(2, 2, 2, 2), Shape.of(2, 3, 3, 2), Window.of(2, 2)),
          new Setting(Shape.of(0, 4, 4, 2), Shape.of(3, 3, 3, 2), Window.of(1, 1)),
          new Setting(Shape.of(5, 28, 28, 1), Shape.of(8, 4, 4, 1), Window.of(2, 1)),
          new Setting(Shape.of(2, 7, 7, 33), Shape.of(35, 3, 3, 33), Window.of(1, 1)));

  private ConvolutionTable() {}

  /** Images, a kernel and how it moves. */
  record Setting(Shape image, Shape kernel, Window window) {
    Shape result() {
      return ConvolutionRules.conv2d(image, kernel, window);
    }

    String label() {
      return "stride "
          + window.strideHeight()
          + ", "
          + window.strideWidth()
          + " pad "
          + window.padHeight()
          + ", "
          + window.padWidth();
    }

    long terms() {
      return kernel.size() / kernel.dim(0);
    }
  }

  static List<Operation> operations() {
    List<Case> forward = new ArrayList<>();
    List<Case> transposed = new ArrayList<>();
    List<Case> weights = new ArrayList<>();
    for (Setting setting : SETTINGS) {
      forward.add(conv(setting));
      transposed.add(transpose(setting));
      weights.add(weightGrad(setting));
    }
    return List.of(
        Operation.differentiable("conv2d", forward),
        Operation.differentiable("convTranspose2d", transposed),
        Operation.differentiable("convWeightGrad", weights));
  }

  private static Case conv(Setting s) {
    Call call = (ops, x) -> ops.conv2d(x.get(0), x.get(1), s.window());
    List<Operand> operands =
        Samples.random(List.of(s.image(), s.kernel()), 1400 + s.image().hashCode());
    return new Case(
        "conv2d", s.label(), operands, call, bound(call).over(s.terms()), Case.Gradient.LARGEST);
  }

  private static Case transpose(Setting s) {
    int height = s.image().dim(1);
    int width = s.image().dim(2);
    Call call = (ops, x) -> ops.convTranspose2d(x.get(0), x.get(1), s.window(), height, width);
    List<Operand> operands =
        Samples.random(List.of(s.result(), s.kernel()), 1500 + s.image().hashCode());
    String label = s.label() + " to " + height + " x " + width;
    long terms = s.kernel().size() / s.kernel().dim(3);
    return new Case(
        "convTranspose2d", label, operands, call, bound(call).over(terms), Case.Gradient.LARGEST);
  }

  private static Case weightGrad(Setting s) {
    int height = s.kernel().dim(1);
    int width = s.kernel().dim(2);
    Call call = (ops, x) -> ops.convWeightGrad(x.get(0), x.get(1), s.window(), height, width);
    List<Operand> operands =
        Samples.random(List.of(s.image(), s.result()), 1600 + s.image().hashCode());
    long terms = s.result().size() / s.result().dim(3);
    return new Case(
        "convWeightGrad",
        s.label(),
        operands,
        call,
        bound(call).over(terms),
        Case.Gradient.LARGEST);
  }

  /**
   * A convolution is linear in both arguments: its terms' absolute values are its own value of
   * absolute arguments.
   */
  private static Bound bound(Call call) {
    return Bound.of(
        4, (ops, x, expected) -> call.apply(ops, List.of(ops.abs(x.get(0)), ops.abs(x.get(1)))));
  }
}
