package io.github.vae4j.core.component;

import io.github.vae4j.api.plugin.Options;
import io.github.vae4j.core.nn.HiddenLayers;
import io.github.vae4j.core.nn.LayerStyle;
import java.util.List;

/** The options that convolutional encoders and decoders share, with their defaults. */
final class ConvolutionOptions {
  private ConvolutionOptions() {}

  static ConvolutionStages read(
      Options options, List<Integer> otherwise, int kernel, int padding, LayerStyle style) {
    List<Integer> channels =
        HiddenLayers.positive(options, "channels", "every number of channels", otherwise);
    if (channels.isEmpty()) {
      throw options.refuse("channels", "must name one stage or more, got none");
    }
    return new ConvolutionStages(
        channels,
        kernel,
        atLeast(options, "stride", 1, 2),
        padding,
        atLeast(options, "residual", 0, 0),
        style);
  }

  static int kernel(Options options, int otherwise) {
    return atLeast(options, "kernel", 1, otherwise);
  }

  static int padding(Options options, int otherwise) {
    return atLeast(options, "padding", 0, otherwise);
  }

  private static int atLeast(Options options, String name, int least, int otherwise) {
    int value = options.integer(name, otherwise);
    if (value < least) {
      throw options.refuse(name, "must be " + least + " or more, got " + value);
    }
    return value;
  }
}
