package io.github.vae4j.core.component;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.Encoder;
import io.github.vae4j.api.model.EncoderProvider;
import io.github.vae4j.api.plugin.Options;
import io.github.vae4j.core.nn.HiddenLayers;
import java.util.List;

/**
 * Makes a {@link ConvolutionalEncoder}: {@code conv}, with {@code channels} (of the convolutions,
 * [32, 64] by default), {@code kernel} (4), {@code stride} (2), {@code padding} (1), {@code
 * residual} (blocks after each convolution, 0), {@code hidden} (widths of fully connected layers,
 * none), {@code activation} ({@code relu}), {@code normalisation} ({@code none}; {@code layer} or
 * {@code batch}) and {@code dropout} (a rate, 0). {@code layer} is refused where a layer has 1
 * channel or is 1 wide.
 */
public final class ConvolutionalEncoderProvider implements EncoderProvider {
  @Override
  public String name() {
    return "conv";
  }

  @Override
  public Encoder create(Options options, BuildContext context) {
    HiddenLayers hidden = HiddenLayers.read(options, List.of());
    int kernel = ConvolutionOptions.kernel(options, 4);
    int padding = ConvolutionOptions.padding(options, 1);
    ConvolutionStages stages =
        ConvolutionOptions.read(options, List.of(32, 64), kernel, padding, hidden.style());
    return new ConvolutionalEncoder(stages, hidden.widths(), context);
  }
}
