package io.github.vae4j.core.nn;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.Pass;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Fully connected layers one after another, each with the same activation; with no layer, the
 * identity. Immutable.
 */
public final class Mlp {
  private final List<Dense> layers;
  private final int out;

  private Mlp(List<Dense> layers, int out) {
    this.layers = List.copyOf(layers);
    this.out = out;
  }

  /**
   * Declares the layers {@code layer0}, {@code layer1}, …
   *
   * @param in the length of the last axis of the input
   * @param widths of the layers, in order
   * @throws IllegalArgumentException if a width is below 1
   */
  public static Mlp of(BuildContext context, int in, List<Integer> widths, Activation activation) {
    List<Dense> layers = new ArrayList<>();
    int width = in;
    for (int next : widths) {
      layers.add(Dense.of(context.within("layer" + layers.size()), width, next, activation));
      width = next;
    }
    return new Mlp(layers, width);
  }

  /** Returns the length of the last axis of what it gives. */
  public int out() {
    return out;
  }

  /**
   * Returns the output of the last layer.
   *
   * @param x (…, in)
   * @return (…, out)
   * @throws IllegalArgumentException if the last axis of x is not the first layer's; the message
   *     names both shapes
   */
  public Tensor apply(Pass pass, Tensor x) {
    Tensor y = x;
    for (Dense layer : layers) {
      y = layer.apply(pass, y);
    }
    return y;
  }
}
