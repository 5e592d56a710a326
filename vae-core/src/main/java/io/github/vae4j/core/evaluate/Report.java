package io.github.vae4j.core.evaluate;

import java.util.Optional;

/**
 * The bound on log p(x) of a set of rows, with β = 1, no floor and no extra term, in nats per row.
 *
 * @param elbo E[log p(x | z)] − KL
 * @param reconstruction E[log p(x | z)]
 * @param kl KL(q ‖ p)
 * @param logLikelihood log p(x) by importance sampling, where samples were asked for
 * @param rows how many rows
 */
public record Report(
    Estimate elbo,
    Estimate reconstruction,
    Estimate kl,
    Optional<Estimate> logLikelihood,
    int rows) {}
