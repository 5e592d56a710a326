package io.github.vae4j.cvae;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.core.data.Conditions;
import io.github.vae4j.core.model.ModelDescription;
import io.github.vae4j.core.plugin.JsonOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Descriptions of conditional models.
 *
 * <pre>{@code
 * // Digits of a class that is asked for.
 * Cvae.mlp(images, Conditions.labelSchema(10), 20, List.of(500), Activation.RELU, "bernoulli");
 *
 * // Images completed from a part, with a prior learned from that part.
 * Cvae.withLearnedPrior(
 *     Cvae.mlp(images, images, 20, List.of(500), Activation.RELU, "bernoulli"),
 *     List.of(500), Activation.RELU);
 *
 * // A classifier.
 * Cvae.regressor(Conditions.labelSchema(10), images, List.of(500), Activation.RELU, "categorical");
 * }</pre>
 *
 * <p>A condition whose schema is that of images, of two axes or more and without columns, is taken
 * for the part of an image that is seen. What is not seen is then read as −1: a pixel lies in [0,
 * 1], so that an unseen one cannot be mistaken for a black one.
 *
 * <p>The widths and names that a description has are checked when a model is built of it, {@link
 * io.github.vae4j.core.model.Architecture#build}, which refuses with {@link
 * io.github.vae4j.api.plugin.ConfigurationException} what its parts cannot be made from.
 */
public final class Cvae {
  private static final double UNSEEN_PIXEL = -1;

  private Cvae() {}

  /**
   * Returns the conditional VAE of fully connected layers: one group of latents called z with a
   * diagonal normal posterior q(z | x, c), a standard normal prior, and p(x | z, c); Kingma et al.
   * 2014, section 2 (M2, with the label given), Sohn et al. 2015, section 4.
   *
   * @param condition what c is made of
   * @param latent the number of latents
   * @param hidden the widths of the encoder's hidden layers, from the data on; the decoder has the
   *     same in reverse
   * @param likelihood the name of its provider, such as {@code bernoulli}
   * @throws IllegalArgumentException if there is not 1 latent or more
   */
  public static ModelDescription mlp(
      DataSchema data,
      DataSchema condition,
      int latent,
      List<Integer> hidden,
      Activation activation,
      String likelihood) {
    List<Integer> reversed = new ArrayList<>(hidden);
    Collections.reverse(reversed);
    return ModelDescription.of(
            data,
            List.of(LatentGroup.of("z", latent)),
            Map.of(
                "encoder", part("conditional-mlp", hidden, activation, condition),
                "prior", Map.of("type", "standard-normal"),
                "decoder", part("conditional-mlp", reversed, activation, condition),
                "likelihood", Map.of("type", likelihood)))
        .withCondition(condition);
  }

  /**
   * Returns a conditional model with the prior {@code conditional-normal}, p(z | c), in place of
   * its own.
   *
   * @param hidden the widths of the prior's hidden layers, from c on
   * @throws IllegalArgumentException if the model has no condition
   */
  public static ModelDescription withLearnedPrior(
      ModelDescription model, List<Integer> hidden, Activation activation) {
    DataSchema condition =
        model
            .condition()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "withLearnedPrior: the model has no condition to learn a prior from; make"
                            + " it with Cvae.mlp, or give it one by withCondition"));
    Map<String, Object> prior = part("conditional-normal", hidden, activation, condition);
    return model.with("prior", JsonOptions.of(prior, "prior").json());
  }

  /**
   * Returns the model p(x | c) without latents, a regressor, or a classifier where x is a label:
   * its bound is log p(x | c) itself.
   *
   * @param data what is predicted, x
   * @param condition what it is predicted from, c
   * @param hidden the widths of the hidden layers, from c on
   * @param likelihood the name of its provider, such as {@code categorical} for {@link
   *     Conditions#labelSchema labels}
   */
  public static ModelDescription regressor(
      DataSchema data,
      DataSchema condition,
      List<Integer> hidden,
      Activation activation,
      String likelihood) {
    return ModelDescription.of(
            data,
            List.of(),
            Map.of(
                "encoder", Map.of("type", "none"),
                "prior", Map.of("type", "none"),
                "decoder", part("conditional-mlp", hidden, activation, condition),
                "likelihood", Map.of("type", likelihood)))
        .withCondition(condition);
  }

  private static Map<String, Object> part(
      String type, List<Integer> hidden, Activation activation, DataSchema condition) {
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("type", type);
    options.put("hidden", hidden);
    options.put("activation", JsonOptions.spelled(activation));
    if (condition.columns().isEmpty() && condition.shape().rank() >= 2) {
      options.put("condition", Map.of("unseen", UNSEEN_PIXEL));
    }
    return options;
  }
}
