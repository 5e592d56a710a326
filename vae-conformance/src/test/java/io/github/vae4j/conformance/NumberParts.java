package io.github.vae4j.conformance;

import io.github.vae4j.api.model.Batch;
import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.Condition;
import io.github.vae4j.api.model.Decoder;
import io.github.vae4j.api.model.DecoderProvider;
import io.github.vae4j.api.model.Encoder;
import io.github.vae4j.api.model.EncoderProvider;
import io.github.vae4j.api.model.Likelihood;
import io.github.vae4j.api.model.Pass;
import io.github.vae4j.api.model.Posterior;
import io.github.vae4j.api.model.Prior;
import io.github.vae4j.api.model.PriorProvider;
import io.github.vae4j.api.plugin.Options;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.distribution.DiagonalNormal;
import io.github.vae4j.core.nn.Dense;

/** Honest linear parts that are told numbers, and what a liar makes of them first. */
final class NumberParts {
  private NumberParts() {}

  /** Numbers as a part reads them: −1, which is no category's, where they are unknown. */
  private record Numbers(String reader, int size, Dense layer) {
    static Numbers of(String reader, BuildContext context, int out) {
      int size = context.condition().orElseThrow().size();
      return new Numbers(
          reader, size, Dense.of(context.within("condition"), size, out, Activation.IDENTITY));
    }

    Tensor apply(Pass pass, Condition condition) {
      Tensor c = condition.require(reader);
      if (c.shape().dim(-1) != size) {
        throw new IllegalArgumentException(
            reader + ": the condition has shape " + c.shape() + ", the model's size is " + size);
      }
      Ops ops = pass.ops();
      Tensor unknown = ops.full(-1, Shape.scalar());
      return layer.apply(
          pass, condition.mask().map(mask -> ops.select(mask, c, unknown)).orElse(c));
    }
  }

  record Encoders(ConditionLie lie, String name) implements EncoderProvider {
    @Override
    public Encoder create(Options options, BuildContext context) {
      int size = Math.toIntExact(context.latent().event().size());
      Dense rows =
          Dense.of(context.within("rows"), context.data().size(), size, Activation.IDENTITY);
      Numbers numbers = Numbers.of("encoder '" + name + "'", context, size);
      return (Pass pass, Batch batch) -> {
        Tensor told = numbers.apply(pass, lie.of(pass.ops(), batch.condition()));
        Tensor mean = rows.apply(pass, batch.x()).add(told);
        return Posterior.of(DiagonalNormal.of(mean, pass.ops().full(0, Shape.of(size))));
      };
    }
  }

  record Priors(ConditionLie lie, String name) implements PriorProvider {
    @Override
    public Prior create(Options options, BuildContext context) {
      int size = Math.toIntExact(context.latent().event().size());
      Numbers numbers = Numbers.of("prior '" + name + "'", context, size);
      return (pass, group, drawn, condition) ->
          DiagonalNormal.of(
              numbers.apply(pass, lie.of(pass.ops(), condition)),
              pass.ops().full(0, Shape.of(size)));
    }
  }

  record Decoders(ConditionLie lie, String name) implements DecoderProvider {
    @Override
    public Decoder create(Options options, BuildContext context) {
      long size = context.component(Likelihood.class).parameterShape(context.data()).size();
      int out = Math.toIntExact(size);
      Numbers numbers = Numbers.of("decoder '" + name + "'", context, out);
      if (context.latents().isEmpty()) {
        return (pass, z, condition) -> numbers.apply(pass, lie.of(pass.ops(), condition));
      }
      int in = Math.toIntExact(context.latent().event().size());
      Dense latents = Dense.of(context.within("latents"), in, out, Activation.IDENTITY);
      return (pass, z, condition) ->
          latents.apply(pass, z.only()).add(numbers.apply(pass, lie.of(pass.ops(), condition)));
    }
  }

  /** Makes honest decoders of models that have latents. */
  record DecodersOfLatents(String name) implements DecoderProvider {
    @Override
    public Decoder create(Options options, BuildContext context) {
      context.latent();
      return new Decoders(ConditionLie.HONEST, name).create(options, context);
    }
  }
}
