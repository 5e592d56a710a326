package io.github.vae4j.conformance;

import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.api.tensor.Window;
import io.github.vae4j.conformance.forwarding.ForwardingBackend;
import io.github.vae4j.conformance.forwarding.ForwardingOps;
import java.util.List;
import java.util.stream.IntStream;

/** Operations that give wrong values or gradients. */
final class OpsLies {
  private OpsLies() {}

  static List<Lie> all() {
    return List.of(
        lie(
            "sums the wrong axis",
            "r1_reductions_matchReference",
            SumsTheWrongAxis::new,
            "sum (3, 5) over [0]",
            "the shape is (3), the reference's is (5)"),
        lie(
            "saturates softplus",
            "r1_unary_matchesReference",
            SaturatesSoftplus::new,
            "softplus",
            "special values",
            "is Infinity, the reference gives 1000.0"),
        lie(
            "loses NaN in maximum",
            "r1_binary_matchesReference",
            LosesNaN::new,
            "maximum",
            "the reference gives NaN"),
        lie(
            "multiplies by the mask",
            "r1_binary_matchesReference",
            MultipliesByTheMask::new,
            "select",
            "what is not chosen is NaN",
            "is NaN"),
        lie(
            "rounds products to 11 bits",
            "r1_matrices_matchReference",
            RoundsProducts::new,
            "matmul",
            "allowed"),
        lie(
            "flips kernels",
            "r1_convolutions_matchReference",
            FlipsKernels::new,
            "conv2d",
            "entries are wrong"),
        lie(
            "activates before it adds the bias",
            "r1_fusedConvolutions_matchReference",
            ActivatesTooEarly::new,
            "transposedConvolution",
            "relu",
            "off by"),
        lie(
            "forgets the activation's slope",
            "r2_fusedConvolutions_gradientsMatchReference",
            ForgetsTheSlope::new,
            "gradient in operand 0 of convolution",
            "tanh",
            "off by"),
        lie(
            "forgets a term of the density",
            "r1_fused_matchesReference",
            ForgetsATerm::new,
            "normalLogProb",
            "off by"),
        lie(
            "averages the bias gradient",
            "r1_adjoints_matchReference",
            AveragesTheBias::new,
            "linearGrad",
            "bias",
            "off by"),
        lie(
            "gives half a gradient",
            "r2_fused_gradientsMatchReference",
            HalvesAGradient::new,
            "gradient in operand 1 of bernoulliLogProb",
            "off by"),
        lie(
            "has another slope at 0",
            "r2_binary_gradientsMatchReference",
            BreaksTies::new,
            "gradient in operand",
            "maximum",
            "ties"),
        lie(
            "adds one after another",
            "r6_millionTerms_stayWithinTolerance",
            AddsInOrder::new,
            "sum",
            "a million terms",
            "allowed"),
        lie(
            "has words of its own",
            "r7_illFittingArguments_areRefused",
            SpeaksFreely::new,
            "matmul_refusesInnerSizeMismatch",
            "left is (128, 784), right is (400, 20)",
            "shapes!"),
        lie(
            "takes what does not fit",
            "r7_illFittingArguments_areRefused",
            TakesAnything::new,
            "reshape_refusesOtherSize",
            "was not refused"),
        lie(
            "invents rows",
            "r13_gather_neverInventsRows",
            InventsRows::new,
            "gather of row -1.0 of 4",
            "must be refused or give NaN"));
  }

  private static Lie lie(String name, String test, Lie.Operations operations, String... words) {
    return Lie.operations(name, LyingOps.class, test, operations, words);
  }

  private static final class SumsTheWrongAxis extends ForwardingOps {
    SumsTheWrongAxis(ForwardingBackend backend, Ops inner) {
      super(backend, inner);
    }

    @Override
    public Tensor sum(Tensor x, boolean keep, int... axes) {
      boolean matrix = x.shape().rank() == 2 && axes.length == 1;
      return matrix
          ? super.sum(x, keep, 1 - x.shape().axis("sum", axes[0]))
          : super.sum(x, keep, axes);
    }
  }

  private static final class SaturatesSoftplus extends ForwardingOps {
    SaturatesSoftplus(ForwardingBackend backend, Ops inner) {
      super(backend, inner);
    }

    @Override
    public Tensor softplus(Tensor x) {
      return log1p(exp(x));
    }
  }

  private static final class LosesNaN extends ForwardingOps {
    LosesNaN(ForwardingBackend backend, Ops inner) {
      super(backend, inner);
    }

    @Override
    public Tensor maximum(Tensor a, Tensor b) {
      return select(less(a, b), b, a);
    }
  }

  private static final class MultipliesByTheMask extends ForwardingOps {
    MultipliesByTheMask(ForwardingBackend backend, Ops inner) {
      super(backend, inner);
    }

    @Override
    public Tensor select(Tensor condition, Tensor yes, Tensor no) {
      Tensor off = equal(condition, full(0, Shape.scalar()));
      return add(mul(affine(off, -1, 1), yes), mul(off, no));
    }
  }

  private static final class RoundsProducts extends ForwardingOps {
    RoundsProducts(ForwardingBackend backend, Ops inner) {
      super(backend, inner);
    }

    @Override
    public Tensor matmul(Tensor a, Tensor b, boolean transposeA, boolean transposeB) {
      return super.matmul(coarse(a), coarse(b), transposeA, transposeB);
    }

    private Tensor coarse(Tensor x) {
      return affine(floor(affine(x, 2048, 0.5)), 1.0 / 2048, 0);
    }
  }

  private static final class FlipsKernels extends ForwardingOps {
    FlipsKernels(ForwardingBackend backend, Ops inner) {
      super(backend, inner);
    }

    @Override
    public Tensor conv2d(Tensor x, Tensor kernel, Window window) {
      int height = kernel.shape().dim(1);
      List<Tensor> rows =
          IntStream.range(0, height)
              .mapToObj(i -> slice(kernel, 1, height - 1 - i, height - i))
              .toList();
      return super.conv2d(x, concat(rows, 1), window);
    }
  }

  private static final class ActivatesTooEarly extends ForwardingOps {
    ActivatesTooEarly(ForwardingBackend backend, Ops inner) {
      super(backend, inner);
    }

    @Override
    public Tensor transposedConvolution(
        Tensor x,
        Tensor kernel,
        Tensor bias,
        Window window,
        int height,
        int width,
        Activation activation) {
      return add(activate(activation, convTranspose2d(x, kernel, window, height, width)), bias);
    }
  }

  private static final class ForgetsTheSlope extends ForwardingOps {
    ForgetsTheSlope(ForwardingBackend backend, Ops inner) {
      super(backend, inner);
    }

    @Override
    public ConvolutionGradient convolutionGrad(
        Tensor x,
        Tensor kernel,
        Tensor output,
        Activation activation,
        Tensor gradient,
        Window window,
        boolean wantsInput) {
      return super.convolutionGrad(
          x, kernel, output, Activation.IDENTITY, gradient, window, wantsInput);
    }
  }

  private static final class ForgetsATerm extends ForwardingOps {
    ForgetsATerm(ForwardingBackend backend, Ops inner) {
      super(backend, inner);
    }

    @Override
    public Tensor normalLogProb(Tensor x, Tensor mean, Tensor logVariance) {
      return affine(super.normalLogProb(x, mean, logVariance), 1, 0.5 * LOG_TWO_PI);
    }
  }

  private static final class AveragesTheBias extends ForwardingOps {
    AveragesTheBias(ForwardingBackend backend, Ops inner) {
      super(backend, inner);
    }

    @Override
    public LinearGradient linearGrad(
        Tensor x,
        Tensor weight,
        Tensor output,
        Activation activation,
        Tensor gradient,
        boolean wantsInput) {
      LinearGradient g = super.linearGrad(x, weight, output, activation, gradient, wantsInput);
      return new LinearGradient(g.input(), g.weight(), affine(g.bias(), 1.0 / x.shape().dim(0), 0));
    }
  }

  static final class HalvesAGradient extends ForwardingOps {
    HalvesAGradient(ForwardingBackend backend, Ops inner) {
      super(backend, inner);
    }

    @Override
    public Tensor bernoulliGrad(Tensor x, Tensor logits, Tensor gradient) {
      return affine(super.bernoulliGrad(x, logits, gradient), 0.5, 0);
    }
  }

  private static final class BreaksTies extends ForwardingOps {
    BreaksTies(ForwardingBackend backend, Ops inner) {
      super(backend, inner);
    }

    @Override
    public Tensor equal(Tensor a, Tensor b) {
      return mul(super.equal(a, b), full(0, Shape.scalar()));
    }
  }

  private static final class AddsInOrder extends ForwardingOps {
    AddsInOrder(ForwardingBackend backend, Ops inner) {
      super(backend, inner);
    }

    @Override
    public Tensor sum(Tensor x, boolean keep, int... axes) {
      if (x.shape().rank() > 1 || keep) {
        return super.sum(x, keep, axes);
      }
      float total = 0;
      for (float term : x.toFloats()) {
        total += term;
      }
      return full(total, Shape.scalar());
    }
  }

  private static final class SpeaksFreely extends ForwardingOps {
    SpeaksFreely(ForwardingBackend backend, Ops inner) {
      super(backend, inner);
    }

    @Override
    public Tensor matmul(Tensor a, Tensor b, boolean transposeA, boolean transposeB) {
      if (!transposeA && a.shape().dim(-1) == 784) {
        throw new IllegalArgumentException("shapes!");
      }
      return super.matmul(a, b, transposeA, transposeB);
    }
  }

  private static final class TakesAnything extends ForwardingOps {
    TakesAnything(ForwardingBackend backend, Ops inner) {
      super(backend, inner);
    }

    @Override
    public Tensor reshape(Tensor x, Shape shape) {
      return x.shape().size() == shape.size() ? super.reshape(x, shape) : full(0, shape);
    }
  }

  private static final class InventsRows extends ForwardingOps {
    InventsRows(ForwardingBackend backend, Ops inner) {
      super(backend, inner);
    }

    @Override
    public Tensor gather(Tensor table, Tensor rows) {
      return super.gather(table, clamp(rows, 0, table.shape().dim(0) - 1));
    }
  }
}
