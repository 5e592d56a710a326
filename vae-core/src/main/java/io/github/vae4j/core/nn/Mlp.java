package io.github.vae4j.core.nn;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.Pass;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Tensor;
import java.util.List;

/**
 * Fully connected layers one after another, each of the same style; with no layer, the identity.
 * Immutable.
 */
public final class Mlp implements Layer {
  private final Layer layers;
  private final int out;

  private Mlp(Layer layers, int out) {
    this.layers = layers;
    this.out = out;
  }

  /**
   * Declares the layers {@code layer0}, {@code layer1}, …
   *
   * @param in the length of the last axis of the input
   * @param widths of the layers, in order
   * @throws IllegalArgumentException if a width is below 1
   */
  public static Mlp of(BuildContext context, int in, List<Integer> widths, LayerStyle style) {
    Layer layers = Layer.identity();
    int width = in;
    for (int i = 0; i < widths.size(); i++) {
      int from = width;
      int to = widths.get(i);
      BuildContext part = context.within("layer" + i);
      layers = layers.then(style.hidden(part, to, f -> Dense.of(part, from, to, f)));
      width = to;
    }
    return new Mlp(layers, width);
  }

  /** Declares layers that an activation alone follows. */
  public static Mlp of(BuildContext context, int in, List<Integer> widths, Activation activation) {
    return of(context, in, widths, LayerStyle.of(activation));
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
  @Override
  public Tensor apply(Pass pass, Tensor x) {
    return layers.apply(pass, x);
  }
}
