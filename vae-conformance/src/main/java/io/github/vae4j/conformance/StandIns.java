package io.github.vae4j.conformance;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.Decoder;
import io.github.vae4j.api.model.Encoder;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.model.Likelihood;
import io.github.vae4j.api.model.Posterior;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.distribution.DiagonalNormal;
import java.util.stream.IntStream;

/**
 * The parts of a model around the part under test: without parameters, and for models with a
 * condition as for those without.
 */
final class StandIns {
  private StandIns() {}

  /** Returns an encoder whose posterior is N(mean of the row, 1) for every entry of z. */
  static Encoder encoder(LatentGroup group) {
    return (pass, batch) -> {
      Shape event = group.event();
      Tensor mean = spread(batch.x().mean(-1), event);
      Tensor logVariance = pass.ops().full(0, event);
      return Posterior.of(DiagonalNormal.of(mean, logVariance, event.rank()));
    };
  }

  /** Returns a decoder that gives the mean of z for every parameter of the likelihood. */
  static Decoder decoder(LatentGroup group, BuildContext context) {
    int parameters =
        Math.toIntExact(context.component(Likelihood.class).parameterShape(context.data()).size());
    int[] event = IntStream.rangeClosed(1, group.event().rank()).map(axis -> -axis).toArray();
    return (pass, latents, condition) ->
        spread(latents.get(group.name()).mean(event), Shape.of(parameters));
  }

  /** Returns (rows…) as (rows…, event…). */
  private static Tensor spread(Tensor rows, Shape event) {
    Shape ones = Shape.of(IntStream.range(0, event.rank()).map(axis -> 1).toArray());
    return rows.reshape(rows.shape().append(ones)).broadcastTo(rows.shape().append(event));
  }
}
