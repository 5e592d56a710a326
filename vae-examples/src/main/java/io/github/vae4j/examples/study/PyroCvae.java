package io.github.vae4j.examples.study;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.data.Conditions;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Masks;
import io.github.vae4j.core.model.ModelDescription;
import io.github.vae4j.core.train.Optimiser;
import io.github.vae4j.core.train.TrainingPlan;
import io.github.vae4j.cvae.Cvae;
import java.util.List;
import java.util.Map;

/**
 * Pyro's example of a conditional VAE, <a
 * href="https://github.com/pyro-ppl/pyro/tree/ff6ae1c9572591791aae8842bcd702fcf0b46fd6/examples/cvae">examples/cvae</a>:
 * {@code baseline.py} is the regressor, {@code cvae.py} the rest.
 *
 * <p>Recognition net q(z | x), prior net p(z | c) and generation net p(x | z) have two hidden
 * layers of 500 with ReLU, and z has 200 dimensions. What the prior net reads in place of the
 * pixels that are not seen is the trained regressor's answer, a fixed function of those that are:
 * it is computed once for each image, and c is the image so filled in.
 *
 * <p>One thing differs: Pyro's {@code Trace_ELBO} draws the KL with z, and here it is in closed
 * form, the same bound with less noise, which trains faster. {@code util.py} measures the bound
 * with ten draws of z, here it is one: a mean over 10,000 images.
 */
final class PyroCvae {
  /** Epochs without a better bound on the test images after which {@code main.py} stops. */
  private static final int PATIENCE = 3;

  private static final List<Integer> HIDDEN = List.of(500, 500);
  private static final int LATENT = 200;
  private static final int ROWS = 1000;

  private PyroCvae() {}

  /** Returns how both models are trained: Adam at 1e-3, batches of 128. */
  static TrainingPlan plan(int epochs, int seed) {
    return TrainingPlan.builder()
        .epochs(epochs)
        .seed(seed)
        .batch(128)
        .optimiser(Optimiser.Adam.standard())
        .learningRate(1e-3)
        .patience(PATIENCE)
        .build();
  }

  /**
   * Returns the net that answers with the means of the pixels that are not seen; reads −1 there.
   */
  static ModelDescription regressor(DataSchema images) {
    return Cvae.regressor(images, images, HIDDEN, Activation.RELU, "bernoulli");
  }

  /** Returns the conditional VAE, whose condition is an image {@linkplain #filled filled in}. */
  static ModelDescription describe(DataSchema images) {
    Map<String, Object> recognition =
        Map.of(
            "type",
            "conditional-mlp",
            "hidden",
            HIDDEN,
            "spread",
            "log-sigma",
            "readsCondition",
            false);
    Map<String, Object> prior =
        Map.of("type", "conditional-normal", "hidden", HIDDEN, "spread", "log-sigma");
    Map<String, Object> generation =
        Map.of("type", "conditional-mlp", "hidden", HIDDEN, "readsCondition", false);
    return ModelDescription.of(
            images,
            List.of(LatentGroup.of("z", LATENT)),
            Map.of(
                "encoder", recognition,
                "prior", prior,
                "decoder", generation,
                "likelihood", Map.of("type", "bernoulli")))
        .withCondition(condition(images));
  }

  /** What is known of an image filled in is all of it, so it is a vector rather than a part. */
  private static DataSchema condition(DataSchema images) {
    return DataSchema.of(images.size());
  }

  /**
   * Returns the same rows, of which the same entries are scored, with other conditions: what is
   * seen of each and the regressor's answer elsewhere.
   */
  static Dataset filled(Vae regressor, Dataset completing) {
    Conditions parts = completing.conditions().orElseThrow();
    Masks seen = parts.known().orElseThrow();
    int width = seen.width();
    float[] values = new float[Math.multiplyExact(parts.size(), width)];
    for (int from = 0; from < parts.size(); from += ROWS) {
      int to = Math.min(parts.size(), from + ROWS);
      float[][] answers = regressor.sample(parts.slice(from, to), 0);
      for (int row = from; row < to; row++) {
        parts.copyRow(row, values, row * width);
        for (int i = 0; i < width; i++) {
          if (!seen.get(row, i)) {
            values[row * width + i] = answers[row - from][i];
          }
        }
      }
    }
    DataSchema schema = condition(completing.schema());
    return completing
        .plain()
        .given(Conditions.of(Dataset.of(schema, values, null)))
        .scoring(completing.scored().orElseThrow());
  }
}
