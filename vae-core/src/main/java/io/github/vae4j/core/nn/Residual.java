package io.github.vae4j.core.nn;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.Pass;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.api.tensor.Window;

/**
 * A residual block, f(x + g(x)), where g is a hidden layer {@code first} and a linear one {@code
 * second}; where the two differ in length x goes through a linear map {@code projection}. He et al.
 * 2016, equations 1 and 2. Immutable.
 */
public final class Residual implements Layer {
  private final Layer branch;
  private final Layer shortcut;
  private final Activation activation;

  private Residual(Layer branch, Layer shortcut, Activation activation) {
    this.branch = branch;
    this.shortcut = shortcut;
    this.activation = activation;
  }

  /** Declares an affine map from {@code in} features. */
  private interface Affine {
    Layer declare(BuildContext context, int in, Activation activation);
  }

  /**
   * Declares a block of fully connected layers, (…, in) to (…, out).
   *
   * @param style of the hidden layer; the block ends with its activation
   * @throws IllegalArgumentException if a width is below 1
   */
  public static Residual dense(BuildContext context, int in, int out, LayerStyle style) {
    Affine affine = (part, from, activation) -> Dense.of(part, from, out, activation);
    return of(context, in, out, style, affine, affine);
  }

  /**
   * Declares a block of convolutions by 3 × 3, (…, height, width, in) to (…, height, width, out);
   * the projection is one by 1 × 1.
   *
   * @param in channels of what it reads
   * @param out channels of what it gives
   * @param style of the hidden layer; the block ends with its activation
   * @throws IllegalArgumentException if a number of channels is below 1
   */
  public static Residual convolutional(BuildContext context, int in, int out, LayerStyle style) {
    return of(
        context,
        in,
        out,
        style,
        (part, from, f) -> Convolution.of(part, from, out, 3, Window.of(1, 1), f),
        (part, from, f) -> Convolution.of(part, from, out, 1, Window.of(1, 0), f));
  }

  private static Residual of(
      BuildContext context, int in, int out, LayerStyle style, Affine affine, Affine projection) {
    BuildContext first = context.within("first");
    BuildContext second = context.within("second");
    Layer hidden = style.hidden(first, out, f -> affine.declare(first, in, f));
    Layer linear = style.linear().hidden(second, out, f -> affine.declare(second, out, f));
    Layer shortcut =
        in == out
            ? Layer.identity()
            : projection.declare(context.within("projection"), in, Activation.IDENTITY);
    return new Residual(hidden.then(linear), shortcut, style.activation());
  }

  /**
   * Returns f(x + g(x)).
   *
   * @param x (…, in), or (…, height, width, in) for convolutions
   * @return of the shape of x, but for the last axis, which is out
   * @throws IllegalArgumentException if the last axis of x is not the declared one; the message
   *     names both shapes
   */
  @Override
  public Tensor apply(Pass pass, Tensor x) {
    Tensor sum = shortcut.apply(pass, x).add(branch.apply(pass, x));
    return pass.ops().activate(activation, sum);
  }
}
