package io.github.vae4j.core.component;

import io.github.vae4j.api.plugin.Options;
import io.github.vae4j.api.tensor.Activation;
import java.util.List;

/**
 * The options of an MLP, with their defaults.
 *
 * @param widths {@code hidden}: the widths of the hidden layers
 * @param activation {@code activation}: the function after each hidden layer
 */
record HiddenLayers(List<Integer> widths, Activation activation) {
  static HiddenLayers read(Options options) {
    List<Integer> widths = options.integers("hidden", List.of(400));
    if (widths.stream().anyMatch(width -> width < 1)) {
      throw options.refuse("hidden", "every width must be 1 or more, got " + widths);
    }
    return new HiddenLayers(widths, options.choice("activation", Activation.RELU));
  }
}
