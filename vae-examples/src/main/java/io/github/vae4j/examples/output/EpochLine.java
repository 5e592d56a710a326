package io.github.vae4j.examples.output;

/**
 * One epoch of a run. Bounds are in nats per image: the loss is reconstruction error plus KL,
 * weighted as in training.
 *
 * @param epoch from 1 on
 * @param trainLoss the loss, averaged over the epoch's steps
 * @param trainReconstruction −E log p(x | z), likewise
 * @param trainKl KL(q ‖ p), likewise
 * @param testElbo the bound −ELBO on the test set after the epoch, weighted 1; NaN where it was not
 *     measured
 * @param testReconstruction its part −E log p(x | z)
 * @param testKl its part KL(q ‖ p)
 * @param seconds of training, without the test
 * @param imagesPerSecond trained on
 */
public record EpochLine(
    int epoch,
    double trainLoss,
    double trainReconstruction,
    double trainKl,
    double testElbo,
    double testReconstruction,
    double testKl,
    double seconds,
    double imagesPerSecond) {}
