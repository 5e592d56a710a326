package io.github.vae4j.core.impute;

import java.util.Optional;

/**
 * Completed rows. Observed entries are as they were given, in draws and means alike.
 *
 * @param draws (draws, rows, data size), each a draw of the missing entries given the observed ones
 * @param mean (rows, data size), E[x_mis | x_obs]: the mean of p(x_mis | z) averaged over all
 *     iterations that are read, or over all weighted proposals, which varies less than the mean of
 *     draws; empty where the likelihood has no mean, as that of categories
 * @param acceptance by row, the part of proposals that a Metropolis chain accepted in the
 *     iterations that are read, 0 to 1; empty for other methods
 * @param effectiveSamples by row, 1 / Σ w² of the normalised weights (Kong 1992), 1 to K: how many
 *     equally weighted draws importance resampling's are worth; empty for other methods
 */
@SuppressWarnings("ArrayRecordComponent") // Rows are handed over, not compared.
public record Imputation(
    float[][][] draws,
    Optional<float[][]> mean,
    Optional<double[]> acceptance,
    Optional<double[]> effectiveSamples) {}
