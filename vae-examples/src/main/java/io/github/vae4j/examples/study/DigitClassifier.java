package io.github.vae4j.examples.study;

import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.checkpoint.Provenance;
import io.github.vae4j.core.component.CategoricalLikelihood;
import io.github.vae4j.core.component.NoLatents;
import io.github.vae4j.core.data.Conditions;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.distribution.KlRules;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.Weights;
import io.github.vae4j.core.train.Trainer;
import io.github.vae4j.core.train.TrainingPlan;

/**
 * A small convolutional classifier p(label | image): a model without latents, whose bound is the
 * log-probability of the label itself, trained by the same loop as every other.
 */
public final class DigitClassifier implements Classifier, AutoCloseable {
  private static final int BATCH = 128;

  private final Vae model;

  private DigitClassifier(Vae model) {
    this.model = model;
  }

  /**
   * Trains a classifier with Adam, in batches of 128.
   *
   * @param images (height, width, channels) with labels
   * @param classes how many there are; every label is below
   * @throws ConfigurationException if the rows are no images
   */
  public static DigitClassifier train(
      Backend backend, Dataset images, int classes, int epochs, int seed) {
    Architecture model = model(images, classes);
    Dataset labelled = labelled(images, classes);
    TrainingPlan plan =
        TrainingPlan.builder()
            .epochs(epochs)
            .batch(Math.min(BATCH, images.size()))
            .seed(seed)
            .build();
    KlRules rules = KlRules.builtIn();
    Weights weights =
        Trainer.builder(backend, model, plan, rules).build().train(labelled).weights();
    Provenance provenance = Provenance.of(backend, plan.toJson(), labelled.digest());
    return new DigitClassifier(new Vae(model, weights, rules, provenance));
  }

  private static Architecture model(Dataset images, int classes) {
    if (images.schema().shape().rank() != 3) {
      throw new ConfigurationException(
          "the classifier reads images (height, width, channels), and the rows have shape "
              + images.schema().shape()
              + "; name other data");
    }
    return Architecture.builder(Conditions.labelSchema(classes))
        .latents()
        .condition(images.schema())
        .encoder(NoLatents::new)
        .prior(NoLatents::new)
        .decoder(DigitNetwork::new)
        .likelihood(CategoricalLikelihood::new)
        .build();
  }

  /** Returns the labels as data, given the images. */
  private static Dataset labelled(Dataset images, int classes) {
    int[] labels = ClassImages.labels(images);
    float[] numbers = new float[labels.length];
    for (int i = 0; i < labels.length; i++) {
      numbers[i] = labels[i];
    }
    return Dataset.of(Conditions.labelSchema(classes), numbers, null).given(Conditions.of(images));
  }

  /** Returns the likeliest class of each image. */
  @Override
  public int[] classify(Dataset images) {
    float[][] classes = model.sampleMode(Conditions.of(images), 0);
    int[] numbers = new int[classes.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (int) classes[i][0];
    }
    return numbers;
  }

  @Override
  public void close() {
    model.close();
  }
}
