package io.github.vae4j.examples.study;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.Condition;
import io.github.vae4j.api.model.Decoder;
import io.github.vae4j.api.model.Latents;
import io.github.vae4j.api.model.Likelihood;
import io.github.vae4j.api.model.Pass;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.api.tensor.Window;
import io.github.vae4j.core.nn.Convolution;
import io.github.vae4j.core.nn.Dense;
import io.github.vae4j.core.nn.Dropout;
import io.github.vae4j.core.nn.Flat;
import io.github.vae4j.core.nn.Layer;

/**
 * From an image, the condition, to the logits of its class: two convolutions of 5 × 5 that halve
 * height and width, a fully connected layer of 128 with dropout, and a linear one. Immutable.
 */
final class DigitNetwork implements Decoder {
  private static final int KERNEL = 5;
  private static final Window HALVING = Window.of(2, KERNEL / 2);
  private static final int[] CHANNELS = {16, 32};
  private static final int HIDDEN = 128;
  private static final double DROPOUT = 0.5;

  private final Shape image;
  private final Shape features;
  private final Layer convolutions;
  private final Layer classes;

  /** Declares the network of a model whose condition is an image (height, width, channels). */
  DigitNetwork(BuildContext context) {
    image = context.condition().orElseThrow().shape();
    int last = CHANNELS[1];
    features = Shape.of(quarter(image.dim(0)), quarter(image.dim(1)), last);
    convolutions =
        convolution(context.within("conv0"), image.dim(2), CHANNELS[0])
            .then(convolution(context.within("conv1"), CHANNELS[0], last));
    long logits = context.component(Likelihood.class).parameterShape(context.data()).size();
    BuildContext hidden = context.within("hidden");
    classes =
        Dense.of(hidden, Math.toIntExact(features.size()), HIDDEN, Activation.RELU)
            .then(Dropout.of(hidden, DROPOUT))
            .then(
                Dense.of(
                    context.within("output"),
                    HIDDEN,
                    Math.toIntExact(logits),
                    Activation.IDENTITY));
  }

  private static Layer convolution(BuildContext context, int in, int out) {
    return Convolution.of(context, in, out, KERNEL, HALVING, Activation.RELU);
  }

  /** Halves twice, rounding up. */
  private static int quarter(int length) {
    return (length + 3) / 4;
  }

  @Override
  public Tensor decode(Pass pass, Latents latents, Condition condition) {
    Tensor images = Flat.unflatten(condition.require("the classifier"), image);
    return classes.apply(pass, Flat.flatten(convolutions.apply(pass, images), features));
  }
}
