package io.github.vae4j.api.distribution;

import io.github.vae4j.api.tensor.Tensor;
import java.util.function.Supplier;

/**
 * A value drawn from a distribution and, on demand, the log-density of that very value.
 *
 * @param value (rows…, event…)
 * @param logProb log q(value) in nats, of shape (rows…); a flow knows it without inverting itself.
 *     Computed at each call.
 */
public record Draw(Tensor value, Supplier<Tensor> logProb) {}
