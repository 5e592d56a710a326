package io.github.vae4j.core.nn;

import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.plugin.Options;
import io.github.vae4j.api.tensor.Activation;
import java.util.List;

/**
 * The options of hidden layers, with their defaults, so that every component spells them alike.
 *
 * @param widths {@code hidden}: the widths of the fully connected ones
 * @param style {@code activation} ({@code relu}), {@code normalisation} ({@code none}; {@code
 *     layer} or {@code batch}) and {@code dropout} (a rate, 0): what follows each
 */
public record HiddenLayers(List<Integer> widths, LayerStyle style) {
  /** Copies the list. */
  public HiddenLayers {
    widths = List.copyOf(widths);
  }

  /**
   * Reads a component's options.
   *
   * @param otherwise the widths where none are given
   * @throws ConfigurationException if a width is below 1 or the rate of dropout is not in [0, 1)
   */
  public static HiddenLayers read(Options options, List<Integer> otherwise) {
    List<Integer> widths = positive(options, "hidden", "every width", otherwise);
    Activation activation = options.choice("activation", Activation.RELU);
    Normalisation normalisation = options.choice("normalisation", Normalisation.NONE);
    double dropout = options.number("dropout", 0);
    if (!Dropout.isRate(dropout)) {
      throw options.refuse("dropout", "the rate must be 0 or more and below 1, got " + dropout);
    }
    return new HiddenLayers(widths, new LayerStyle(activation, normalisation, dropout));
  }

  /**
   * Returns an option that is a list of numbers from 1 on, such as the channels of convolutions.
   *
   * @param what begins the complaint, such as {@code every width}
   * @throws ConfigurationException if a number is below 1
   */
  public static List<Integer> positive(
      Options options, String name, String what, List<Integer> otherwise) {
    List<Integer> numbers = options.integers(name, otherwise);
    if (numbers.stream().anyMatch(number -> number < 1)) {
      throw options.refuse(name, what + " must be 1 or more, got " + numbers);
    }
    return numbers;
  }
}
