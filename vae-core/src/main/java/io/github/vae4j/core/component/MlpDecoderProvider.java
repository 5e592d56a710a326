package io.github.vae4j.core.component;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.Decoder;
import io.github.vae4j.api.model.DecoderProvider;
import io.github.vae4j.api.plugin.Options;
import io.github.vae4j.core.nn.HiddenLayers;
import java.util.List;

/**
 * Makes an {@link MlpDecoder}: {@code mlp}, with {@code hidden} (widths, [400] by default) and
 * {@code activation} ({@code relu}), {@code normalisation} ({@code none}; {@code layer} or {@code
 * batch}) and {@code dropout} (a rate, 0). {@code layer} is refused where a layer is 1 wide.
 */
public final class MlpDecoderProvider implements DecoderProvider {
  @Override
  public String name() {
    return "mlp";
  }

  @Override
  public Decoder create(Options options, BuildContext context) {
    HiddenLayers hidden = HiddenLayers.read(options, List.of(400));
    return new MlpDecoder(hidden.widths(), hidden.style(), context);
  }
}
