package io.github.vae4j.api.tensor;

/**
 * Names a sequence of random numbers: the same stream at the same step gives the same numbers on
 * every backend.
 *
 * <p>Philox4x32-10 is keyed by {@code key}; its counter is (block, site, low half of the step, high
 * half of the step).
 *
 * @param key the seed
 * @param site the place in the model that draws; two places must not share it
 * @param step read when the operation runs, so that a captured step draws anew at each replay
 */
public record RandomStream(long key, int site, Counter step) {}
