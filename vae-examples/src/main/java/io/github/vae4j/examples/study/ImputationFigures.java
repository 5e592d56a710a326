package io.github.vae4j.examples.study;

import io.github.vae4j.core.evaluate.Estimate;
import java.util.Optional;

/**
 * How well one method fills in the missing pixels of test images, means over them.
 *
 * @param method its name
 * @param squaredError ‖mean − truth‖² over the missing pixels of an image, where the mean is the
 *     method's expectation of them
 * @param acceptance the part of proposals that a Metropolis chain accepted
 * @param effectiveSamples how many equally weighted draws importance resampling's were worth
 */
record ImputationFigures(
    String method,
    Estimate squaredError,
    Optional<Estimate> acceptance,
    Optional<Estimate> effectiveSamples) {}
