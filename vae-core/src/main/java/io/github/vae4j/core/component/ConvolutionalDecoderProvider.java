package io.github.vae4j.core.component;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.Decoder;
import io.github.vae4j.api.model.DecoderProvider;
import io.github.vae4j.api.plugin.Options;
import io.github.vae4j.core.component.ConvolutionalDecoder.Upsampling;
import io.github.vae4j.core.nn.HiddenLayers;
import java.util.List;

/**
 * Makes a {@link ConvolutionalDecoder}: {@code conv}, with {@code hidden} (widths of fully
 * connected layers from z on, none by default), {@code channels} (of the grid and of what it
 * becomes, in this order, [64, 32] by default: an encoder's in reverse), {@code upsampling} ({@code
 * transposed} or {@code subpixel}), {@code kernel} (4; 3 for sub-pixels), {@code stride} (2),
 * {@code padding} (1; half the kernel for sub-pixels, and nothing else) and, as an encoder has
 * them, {@code residual}, {@code activation}, {@code normalisation} and {@code dropout}.
 */
public final class ConvolutionalDecoderProvider implements DecoderProvider {
  @Override
  public String name() {
    return "conv";
  }

  @Override
  public Decoder create(Options options, BuildContext context) {
    HiddenLayers hidden = HiddenLayers.read(options, List.of());
    Upsampling upsampling = options.choice("upsampling", Upsampling.TRANSPOSED);
    boolean subpixel = upsampling == Upsampling.SUBPIXEL;
    int kernel = ConvolutionOptions.kernel(options, subpixel ? 3 : 4);
    if (subpixel && kernel % 2 == 0) {
      throw options.refuse("kernel", "must be odd for sub-pixel upsampling, got " + kernel);
    }
    int padding = ConvolutionOptions.padding(options, subpixel ? kernel / 2 : 1);
    if (subpixel && padding != kernel / 2) {
      throw options.refuse(
          "padding",
          "must be " + kernel / 2 + ", half the kernel, for sub-pixel upsampling, got " + padding);
    }
    ConvolutionStages stages =
        ConvolutionOptions.read(options, List.of(64, 32), kernel, padding, hidden.style());
    return new ConvolutionalDecoder(stages, upsampling, hidden.widths(), context);
  }
}
