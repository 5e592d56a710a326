package io.github.vae4j.conformance;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.Decoder;
import io.github.vae4j.api.model.Encoder;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.model.Likelihood;
import io.github.vae4j.api.model.Posterior;
import io.github.vae4j.api.model.Prior;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.distribution.DiagonalNormal;
import io.github.vae4j.core.nn.Dense;
import java.util.LinkedHashMap;
import java.util.Map;

/** Small parts of a model that is told a class label. */
final class LabelParts {
  private static final int HIDDEN = 7;

  private LabelParts() {}

  /** Returns q(z | x, c) = N(μ, σ²), linear in tanh(x · W + b + v(c)). */
  static Encoder encoder(BuildContext context) {
    int size = size(context.latent());
    Dense rows = dense(context, "rows", context.data().size(), HIDDEN);
    Label label = Label.of(context, "label", HIDDEN);
    Dense mean = dense(context, "mean", HIDDEN, size);
    Dense logVariance = dense(context, "logVariance", HIDDEN, size);
    return (pass, batch) -> {
      Tensor hidden = rows.apply(pass, batch.x()).add(label.of(pass, batch.condition())).tanh();
      return Posterior.of(
          DiagonalNormal.of(mean.apply(pass, hidden), logVariance.apply(pass, hidden)));
    };
  }

  /** Returns p(z | c) = N(μ(c), σ²(c)) with a trained mean and log σ² for each label. */
  static Prior prior(BuildContext context) {
    int size = size(context.latent());
    Label mean = Label.of(context, "mean", size);
    Label logVariance = Label.of(context, "logVariance", size);
    return (pass, group, drawn, condition) ->
        DiagonalNormal.of(mean.of(pass, condition), logVariance.of(pass, condition));
  }

  /** Returns a decoder whose output is linear in tanh(v(c) + z · W + b), z being all latents. */
  static Decoder decoder(BuildContext context) {
    Label label = Label.of(context, "label", HIDDEN);
    Map<String, Dense> latents = new LinkedHashMap<>();
    for (LatentGroup group : context.latents()) {
      latents.put(group.name(), dense(context, group.name(), size(group), HIDDEN));
    }
    long size = context.component(Likelihood.class).parameterShape(context.data()).size();
    Dense output = dense(context, "output", HIDDEN, Math.toIntExact(size));
    return (pass, z, condition) -> {
      Tensor hidden = label.of(pass, condition);
      for (Map.Entry<String, Dense> group : latents.entrySet()) {
        hidden = hidden.add(group.getValue().apply(pass, z.get(group.getKey())));
      }
      return output.apply(pass, hidden.tanh());
    };
  }

  private static int size(LatentGroup group) {
    return Math.toIntExact(group.event().size());
  }

  private static Dense dense(BuildContext context, String name, int in, int out) {
    return Dense.of(context.within(name), in, out, Activation.IDENTITY);
  }
}
