package io.github.vae4j.core.component;

import io.github.vae4j.api.plugin.Options;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.core.nn.Dropout;
import io.github.vae4j.core.nn.LayerStyle;
import io.github.vae4j.core.nn.Normalisation;
import java.util.List;

/**
 * The options of hidden layers, with their defaults.
 *
 * @param widths {@code hidden}: the widths of the fully connected ones
 * @param style {@code activation}, {@code normalisation} and {@code dropout}: what follows each
 */
record HiddenLayers(List<Integer> widths, LayerStyle style) {
  static HiddenLayers read(Options options, List<Integer> otherwise) {
    List<Integer> widths = positive(options, "hidden", "every width", otherwise);
    Activation activation = options.choice("activation", Activation.RELU);
    Normalisation normalisation = options.choice("normalisation", Normalisation.NONE);
    double dropout = options.number("dropout", 0);
    if (!Dropout.isRate(dropout)) {
      throw options.refuse("dropout", "the rate must be 0 or more and below 1, got " + dropout);
    }
    return new HiddenLayers(widths, new LayerStyle(activation, normalisation, dropout));
  }

  /** Returns a list of numbers that are 1 or more. */
  static List<Integer> positive(
      Options options, String name, String what, List<Integer> otherwise) {
    List<Integer> numbers = options.integers(name, otherwise);
    if (numbers.stream().anyMatch(number -> number < 1)) {
      throw options.refuse(name, what + " must be 1 or more, got " + numbers);
    }
    return numbers;
  }
}
