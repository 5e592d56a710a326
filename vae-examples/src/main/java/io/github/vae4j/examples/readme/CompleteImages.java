package io.github.vae4j.examples.readme;

import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.data.Conditions;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Masks;
import io.github.vae4j.core.model.ModelDescription;
import io.github.vae4j.core.train.TrainingPlan;
import io.github.vae4j.cvae.Completion;
import io.github.vae4j.cvae.Cvae;
import io.github.vae4j.cvae.ImageParts;
import java.util.List;

/** Trains a model that sees the left half of each image, and completes some. */
public final class CompleteImages {
  private CompleteImages() {}

  /**
   * Completes images.
   *
   * @param images to learn from
   * @param partial images of which only the left half is known
   * @return five completions of each, (samples, rows, entries)
   */
  public static float[][][] run(Backend backend, Dataset images, Dataset partial) {
    // README
    Masks left = ImageParts.quadrants(images.schema(), 2);
    ModelDescription model =
        Cvae.withLearnedPrior(
            Cvae.mlp(
                images.schema(), images.schema(), 20, List.of(400), Activation.RELU, "bernoulli"),
            List.of(400),
            Activation.RELU);
    TrainingPlan plan = TrainingPlan.builder().epochs(20).batch(128).build();
    try (Vae vae = Vae.train(backend, model, plan, images.completing(left))) {
      return new Completion(vae).complete(Conditions.of(partial, left), 5, 1);
    }
    // end
  }
}
