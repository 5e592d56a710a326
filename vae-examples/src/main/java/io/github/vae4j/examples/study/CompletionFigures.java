package io.github.vae4j.examples.study;

import io.github.vae4j.core.evaluate.Estimate;
import java.util.Optional;

/**
 * How well a model completes test images, means over them; what is summed or measured is what is
 * missing of an image, and that alone.
 *
 * @param quadrants how many were seen
 * @param model its name
 * @param elbo the bound on log p(missing | seen), nats
 * @param logLikelihood log p(missing | seen), nats: importance-sampled, or exact for a regressor
 * @param gain {@code logLikelihood} above the regressor's, image by image; none for the regressor
 * @param squaredError ‖mean completion − truth‖²
 * @param distance ‖mean completion − truth‖
 * @param spread mean Euclidean distance between two completions of the same image; 0 for a
 *     regressor, which has but one
 */
record CompletionFigures(
    int quadrants,
    String model,
    Estimate elbo,
    Estimate logLikelihood,
    Optional<Estimate> gain,
    Estimate squaredError,
    Estimate distance,
    Estimate spread) {}
