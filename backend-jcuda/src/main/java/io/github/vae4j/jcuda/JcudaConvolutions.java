package io.github.vae4j.jcuda;

import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.ConvolutionRules;
import io.github.vae4j.api.tensor.Convolutions;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.api.tensor.Window;

/** Convolutions as matrix products that gather their operand while they read it. */
abstract class JcudaConvolutions extends JcudaProducts implements Convolutions {
  JcudaConvolutions(JcudaScope scope) {
    super(scope);
  }

  @Override
  public final Tensor conv2d(Tensor x, Tensor kernel, Window window) {
    Shape shape = ConvolutionRules.conv2d(x.shape(), kernel.shape(), window);
    Correlation correlation = correlation(x.shape(), shape, kernel.shape(), window, false);
    return correlated("conv2d", correlation, x, kernel, NO_BIAS, Activation.IDENTITY);
  }

  /** Returns f(x ∗ K + b), or the transposed convolution instead. */
  final JcudaTensor correlated(
      String operation,
      Correlation correlation,
      Tensor x,
      Tensor kernel,
      long bias,
      Activation activation) {
    JcudaTensor result = result(operation, correlation.to());
    long images = address(operation, x);
    long k = address(operation, kernel);
    correlate(operation, correlation, images, k, bias, activation, result.address(operation));
    return result;
  }

  @Override
  public final Tensor convTranspose2d(
      Tensor x, Tensor kernel, Window window, int height, int width) {
    Shape shape =
        ConvolutionRules.convTranspose2d(x.shape(), kernel.shape(), window, height, width);
    Correlation correlation = correlation(x.shape(), shape, kernel.shape(), window, true);
    return correlated("convTranspose2d", correlation, x, kernel, NO_BIAS, Activation.IDENTITY);
  }

  @Override
  public final Tensor convWeightGrad(
      Tensor image, Tensor gradient, Window window, int kernelHeight, int kernelWidth) {
    Shape shape =
        ConvolutionRules.convWeightGrad(
            image.shape(), gradient.shape(), window, kernelHeight, kernelWidth);
    JcudaTensor result = result("convWeightGrad", shape);
    long images = address("convWeightGrad", image);
    long g = address("convWeightGrad", gradient);
    Correlation correlation = correlation(image.shape(), gradient.shape(), shape, window, false);
    weigh("convWeightGrad", correlation, images, g, result.address("convWeightGrad"));
    return result;
  }

  static Correlation correlation(
      Shape from, Shape to, Shape kernel, Window window, boolean transposed) {
    return new Correlation(from, to, kernel.dim(1), kernel.dim(2), window, transposed);
  }

  /** Writes f(images ∗ kernel + bias), or the transposed convolution instead. */
  final void correlate(
      String operation,
      Correlation correlation,
      long images,
      long kernel,
      long bias,
      Activation activation,
      long to) {
    int size = (int) correlation.to().size();
    if (size == 0) {
      return;
    }
    boolean tf32 = scope.backend().tf32();
    TilePlan plan = correlation.plan(tf32);
    summed(
        operation,
        plan,
        size,
        correlation.outputs(),
        (b, f, sums) ->
            launch(
                plan.kernel("convolve", tf32),
                plan.grid(),
                images,
                kernel,
                b,
                sums,
                correlation.members(plan, size, Activations.code(f))),
        bias,
        activation,
        to);
  }

  /** Writes the adjoint of a convolution in its kernel. */
  final void weigh(String operation, Correlation correlation, long images, long gradient, long to) {
    int size = correlation.outputs() * correlation.taps();
    if (size == 0) {
      return;
    }
    boolean tf32 = scope.backend().tf32();
    TilePlan plan = correlation.planOfWeights(tf32);
    summed(
        operation,
        plan,
        size,
        correlation.taps(),
        (b, f, sums) ->
            launch(
                plan.kernel("weigh", tf32),
                plan.grid(),
                images,
                gradient,
                sums,
                correlation.members(plan, size, Activations.code(f))),
        NO_BIAS,
        Activation.IDENTITY,
        to);
  }
}
