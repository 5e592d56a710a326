package io.github.vae4j.examples.command;

import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.core.data.ImageSet;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.ModelDescription;
import io.github.vae4j.core.train.TrainingPlan;
import java.util.Locale;
import java.util.Optional;

/**
 * What is trained on what, and how.
 *
 * @param images as the model reads them
 * @param conditioning what the model is told of each
 */
record Setup(
    ImageSet images, ModelDescription model, TrainingPlan plan, Conditioning conditioning) {
  /**
   * Puts it together.
   *
   * @param name of the model, in messages
   * @param images as they are
   * @param seen the part of each image that the model sees, where it completes the rest
   */
  static Setup of(
      String name,
      ImageSet images,
      ModelDescription model,
      TrainingPlan plan,
      Optional<SeenPart> seen) {
    Conditioning conditioning = Conditioning.of(name, model, seen);
    return new Setup(conditioning.of(images), model, plan, conditioning);
  }

  /** Refuses a model or a batch out of proportion. */
  void requireFits(Architecture built) {
    Require.batchFits(plan.batch(), images.train().size());
    double values = built.declarations().stream().mapToDouble(d -> d.key().shape().size()).sum();
    if (values > Integer.MAX_VALUE) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "The model has %,.0f parameters, and %,d are possible; take smaller --hidden or --latent",
              values,
              Integer.MAX_VALUE));
    }
  }
}
