package io.github.vae4j.examples.readme;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.data.Conditions;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.model.ModelDescription;
import io.github.vae4j.core.train.TrainingPlan;
import io.github.vae4j.cvae.BoundClassifier;
import io.github.vae4j.cvae.Cvae;
import java.nio.file.Path;
import java.util.List;

/** Trains a model that is told the class of each image, generates a class and classifies. */
public final class ClassConditional {
  private ClassConditional() {}

  /**
   * Trains on images of 28 × 28 grey levels from 0 to 1.
   *
   * @param pixels of all images, end to end
   * @param labels the class of each image, from 0 to 9
   * @param file where to save the model
   * @return the class of each image as the model has it
   */
  public static int[] run(Backend backend, float[] pixels, int[] labels, Path file) {
    // README
    Dataset images = Dataset.of(DataSchema.of(28, 28, 1), pixels, labels);
    DataSchema label = Conditions.labelSchema(10);
    ModelDescription model =
        Cvae.mlp(images.schema(), label, 20, List.of(400), Activation.RELU, "bernoulli");
    TrainingPlan plan = TrainingPlan.builder().epochs(20).batch(128).build();
    try (Vae vae = Vae.train(backend, model, plan, images.givenLabels(10))) {
      vae.save(file); // the file alone rebuilds the model
      float[][] sevens = vae.sample(Conditions.labels(10, 7, 7, 7), 1);
      int[] classes = new BoundClassifier(vae).classify(images, 0, 1);
      System.out.printf("%d sevens, %d classified%n", sevens.length, classes.length);
      return classes;
    }
    // end
  }
}
