package io.github.vae4j.core.train;

import io.github.vae4j.core.evaluate.Report;
import java.util.Map;
import java.util.Optional;

/**
 * What one epoch of training gave; means over the epoch's rows as they were met, in nats per row.
 *
 * @param epoch from 1
 * @param loss what was minimised
 * @param reconstruction −log p(x | z)
 * @param kl the true KL, before β and floors
 * @param terms of the objective, before their weights
 * @param learningRate at the last step
 * @param beta at the last step
 * @param validation of the model after this epoch, where there is validation data
 * @param seconds this epoch took, validation left out
 * @param rowsPerSecond of training
 */
public record EpochReport(
    int epoch,
    double loss,
    double reconstruction,
    double kl,
    Map<String, Double> terms,
    double learningRate,
    double beta,
    Optional<Report> validation,
    double seconds,
    double rowsPerSecond) {}
