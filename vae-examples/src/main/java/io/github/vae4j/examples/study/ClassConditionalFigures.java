package io.github.vae4j.examples.study;

import io.github.vae4j.core.evaluate.Estimate;
import java.util.List;

/**
 * What the study of class-conditional models found.
 *
 * @param perClass images of each class that were made and looked at; a classifier was trained on
 *     twice as many
 * @param elbo the bound on log p(x | c) of test images, nats
 * @param unconditionalElbo the bound on log p(x) of test images by the model without classes, nats
 * @param highestBound test images whose class is the one with the highest bound
 * @param densestGaussian test images whose class is the one whose Gaussian, in the latent space of
 *     the model without classes, is densest at their code
 * @param real what is measured of real images: test images are recognised, training images taught
 *     and their distances measured
 * @param made the same of images made by class, those of the class-conditional model first
 */
public record ClassConditionalFigures(
    int perClass,
    Estimate elbo,
    Estimate unconditionalElbo,
    Share highestBound,
    Share densestGaussian,
    GeneratorFigures real,
    List<GeneratorFigures> made) {
  /** Copies the list. */
  public ClassConditionalFigures {
    made = List.copyOf(made);
  }
}
