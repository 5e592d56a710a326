package io.github.vae4j.core.elbo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.api.model.Batch;
import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.model.Parameter;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.autodiff.Tape;
import io.github.vae4j.core.distribution.DiagonalNormal;
import io.github.vae4j.core.distribution.KlRules;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.ModelPass;
import io.github.vae4j.core.model.Weights;
import io.github.vae4j.core.testing.OracleScope;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Values that are not inferred: latents that are known, and codes that follow. */
class GivenValuesTest {
  private static final double[] X = {0.7, -1.1, 0.4};
  private static final LatentGroup Z = LatentGroup.of("z", 2);

  private final OracleScope oracle = new OracleScope();

  @AfterEach
  void close() {
    oracle.close();
  }

  private double[] rows(Architecture model, ElboOptions options, Batch batch) {
    try (Weights weights = Weights.initial(oracle.backend(), model, 1)) {
      ModelPass pass = ModelPass.evaluating(weights, oracle.noise(5));
      return new Elbo(model, KlRules.builtIn(), options).of(pass, batch).rows().toDoubles();
    }
  }

  private Batch.Builder twice() {
    return Batch.builder(oracle.vector(X).reshape(1, 3).broadcastTo(Shape.of(2, 3)));
  }

  /** log N(X; W z, σ² I) + log N(z; 0, I). */
  private static double joint(double first, double second) {
    double[] means = {first + second, first - second, second};
    double logDensity =
        -0.5 * (first * first + second * second + 2 * Math.log(2 * Math.PI))
            - 1.5 * Math.log(2 * Math.PI * LinearGaussian.NOISE);
    for (int i = 0; i < X.length; i++) {
      logDensity -= 0.5 * (X[i] - means[i]) * (X[i] - means[i]) / LinearGaussian.NOISE;
    }
    return logDensity;
  }

  @Test
  void aLatentKnownForAllRowsGivesTheJointDensity() {
    Batch known = twice().known(Z, oracle.tensor(Shape.of(2, 2), 0.3, -0.6, 2, 1)).build();
    for (ElboOptions options :
        List.of(
            ElboOptions.standard(),
            ElboOptions.standard().withSamples(3),
            ElboOptions.standard().withKl(ElboOptions.Kl.ANALYTIC),
            ElboOptions.standard().withKl(ElboOptions.Kl.MONTE_CARLO),
            ElboOptions.importanceWeighted(3))) {
      assertThat(rows(LinearGaussian.model(0.3, 1.2), options, known))
          .as("%s", options)
          .containsExactly(new double[] {joint(0.3, -0.6), joint(2, 1)}, within(1e-12));
    }
  }

  @Test
  void aLatentKnownForSomeRowsLeavesTheOthersAsTheyAre() {
    Tensor values = oracle.tensor(Shape.of(2, 2), 0, 0, 0.3, -0.6);
    Batch known = twice().known(Z, values, oracle.vector(0, 1)).build();
    for (ElboOptions options :
        List.of(
            ElboOptions.standard().withSamples(3).withKl(ElboOptions.Kl.MONTE_CARLO),
            ElboOptions.importanceWeighted(3))) {
      assertThat(rows(LinearGaussian.model(0, 1), options, known))
          .as("%s", options)
          .containsExactly(
              new double[] {LinearGaussian.evidence(X), joint(0.3, -0.6)}, within(1e-6));
    }
    Architecture moved = LinearGaussian.model(0.3, 1.2);
    double[] drawn = rows(moved, ElboOptions.standard(), twice().build());
    assertThat(rows(moved, ElboOptions.standard(), known))
        .containsExactly(new double[] {drawn[0], joint(0.3, -0.6)}, within(1e-12));
  }

  @Test
  void aCodeFollowsTheMeanOfWhatIsEncodedAndIsNotTrained() {
    Architecture model = following();
    Tensor x = oracle.tensor(Shape.of(2, 3), 1, 0, 1, 0, 0, 1);
    try (Weights weights = Weights.initial(oracle.backend(), model, 1)) {
      Parameter code = key(weights, "encoder.code");
      float[] weight = weights.get(key(weights, "encoder.zMean.weight"));
      float[] bias = weights.get(key(weights, "encoder.zMean.bias"));
      double[] expected = new double[2];
      for (int i = 0; i < 2; i++) {
        double mean = bias[i] + 0.5 * weight[i] + weight[4 + i];
        expected[i] = 0.9 * weights.get(code)[i] + 0.1 * mean;
      }
      for (ElboOptions options :
          List.of(
              ElboOptions.standard(),
              ElboOptions.importanceWeighted(3).withDoublyReparameterised())) {
        ModelPass pass = training(weights);
        new Elbo(model, KlRules.builtIn(), options).of(pass, Batch.of(x));
        assertThat(pass.proposals()).as("%s", options).containsOnlyKeys(code);
        Tensor proposed = pass.proposals().values().iterator().next();
        assertThat(proposed.toDoubles()).containsExactly(expected, within(1e-12));
        assertThat(proposed.ops().recording()).isFalse();
        assertThat(pass.value(code).ops().recording()).isFalse();
      }
      ModelPass evaluating = ModelPass.evaluating(weights, oracle.noise(5));
      new Elbo(model, KlRules.builtIn(), ElboOptions.standard()).of(evaluating, Batch.of(x));
      assertThat(evaluating.proposals()).isEmpty();
    }
  }

  private static Architecture following() {
    return Architecture.builder(DataSchema.of(3))
        .latents(Z)
        .encoder(SmallModels.FollowingEncoder::new)
        .prior(context -> (pass, group, drawn, c) -> DiagonalNormal.standard(pass.ops(), 2))
        .decoder(SmallModels.AffineDecoder::new)
        .likelihood(context -> new SmallModels.Bits())
        .build();
  }

  private ModelPass training(Weights weights) {
    Map<String, Tensor> schedules = Map.of(Elbo.BETA, oracle.ops().full(1, Shape.scalar()));
    return ModelPass.training(
        weights, new Tape(oracle.ops()), oracle.noise(5), schedules, Set.of(), Set.of());
  }

  private static Parameter key(Weights weights, String name) {
    return weights.layout().parameters().stream()
        .filter(parameter -> parameter.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
