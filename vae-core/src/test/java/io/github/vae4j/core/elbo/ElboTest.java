package io.github.vae4j.core.elbo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.api.distribution.UnsupportedAbilityException;
import io.github.vae4j.api.model.Batch;
import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.random.Noise;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Counter;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.RandomStream;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.autodiff.Tape;
import io.github.vae4j.core.component.StandardNormalPrior;
import io.github.vae4j.core.distribution.KlRules;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.ModelPass;
import io.github.vae4j.core.model.Weights;
import io.github.vae4j.core.plugin.Plugins;
import io.github.vae4j.core.reference.ReferenceBackend;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The bound on models whose evidence is known exactly. */
class ElboTest {
  private static final double[] X = {0.7, -1.1, 0.4};
  private static final int DRAWS = 4000;

  private final Backend backend = new ReferenceBackend();
  private final KlRules rules = KlRules.discover(Plugins.discover());

  @AfterEach
  void close() {
    backend.close();
  }

  /** The bound of DRAWS rows that are all X: independent draws of one bound. */
  private double[] bounds(Architecture model, ElboOptions options) {
    try (Weights weights = Weights.initial(backend, model, 1);
        Counter counter = backend.counter();
        Scope scope = backend.scope()) {
      Noise noise = new Noise(scope.ops(), new RandomStream(5, 0, counter));
      return new Elbo(model, rules, options)
          .of(ModelPass.evaluating(weights, noise), Batch.of(rows(scope.ops(), DRAWS)))
          .rows()
          .toDoubles();
    }
  }

  private static Tensor rows(Ops ops, int count) {
    return ops.tensor(X, Shape.of(1, X.length)).broadcastTo(Shape.of(count, X.length));
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double standardError(double[] values) {
    double mean = mean(values);
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return Math.sqrt(squares / (values.length - 1) / values.length);
  }

  @Test
  void withTheExactPosteriorEveryDrawGivesTheEvidence() {
    double[] drawn =
        bounds(
            LinearGaussian.model(0, 1), ElboOptions.standard().withKl(ElboOptions.Kl.MONTE_CARLO));
    assertThat(Arrays.stream(drawn).boxed().toList())
        .allSatisfy(b -> assertThat(b).isEqualTo(LinearGaussian.evidence(X), within(1e-9)));
    double[] weighted = bounds(LinearGaussian.model(0, 1), ElboOptions.importanceWeighted(7));
    assertThat(Arrays.stream(weighted).boxed().toList())
        .allSatisfy(b -> assertThat(b).isEqualTo(LinearGaussian.evidence(X), within(1e-9)));
  }

  @Test
  void withAnotherPosteriorItFallsShortByTheDivergence() {
    double expected = LinearGaussian.evidence(X) - LinearGaussian.gap(0.3, 1.2);
    for (ElboOptions.Kl kl : ElboOptions.Kl.values()) {
      double[] drawn = bounds(LinearGaussian.model(0.3, 1.2), ElboOptions.standard().withKl(kl));
      assertThat(mean(drawn)).as("kl %s", kl).isEqualTo(expected, within(4 * standardError(drawn)));
    }
  }

  @Test
  void moreImportanceSamplesTightenItAndItStaysBelowTheEvidence() {
    Architecture model = LinearGaussian.model(0.6, 1.2);
    double before = LinearGaussian.evidence(X) - LinearGaussian.gap(0.6, 1.2);
    for (int k : new int[] {2, 5, 20}) {
      double[] drawn = bounds(model, ElboOptions.importanceWeighted(k));
      assertThat(mean(drawn)).as("k = %d", k).isGreaterThan(before + 2 * standardError(drawn));
      assertThat(mean(drawn)).isLessThan(LinearGaussian.evidence(X) + 4 * standardError(drawn));
      before = mean(drawn);
    }
  }

  @Test
  void theDoublyReparameterisedGradientHasTheMeanOfThePlainOneAndLessSpread() {
    Architecture model = LinearGaussian.model(0.4, 1.3);
    ElboOptions plain = ElboOptions.importanceWeighted(10);
    double[][] usual = gradients(model, plain);
    double[][] doubly = gradients(model, plain.withDoublyReparameterised());
    for (int i = 0; i < 2; i++) {
      double error = Math.hypot(standardError(usual[i]), standardError(doubly[i]));
      assertThat(mean(doubly[i])).isEqualTo(mean(usual[i]), within(4 * error));
      assertThat(standardError(doubly[i])).isLessThan(standardError(usual[i]));
    }
  }

  /** Gradients in the first entries of the encoder's two parameters, for 200 steps of 40 rows. */
  private double[][] gradients(Architecture model, ElboOptions options) {
    Elbo elbo = new Elbo(model, rules, options);
    double[][] result = new double[2][200];
    try (Weights weights = Weights.initial(backend, model, 1);
        State gradients = backend.state(weights.layout().trainedSize());
        Counter counter = backend.counter()) {
      long second = weights.layout().offset(weights.layout().parameters().get(1));
      for (int i = 0; i < result[0].length; i++) {
        counter.set(i);
        try (Scope scope = backend.scope()) {
          Tape tape = new Tape(scope.ops());
          Noise noise = new Noise(scope.ops(), new RandomStream(5, 0, counter));
          ModelPass pass = ModelPass.training(weights, tape, noise, Map.of(), Set.of(), Set.of());
          Tensor loss = elbo.of(pass, Batch.of(rows(scope.ops(), 40))).loss();
          tape.gradients(loss, weights.trained(), gradients, List.of());
        }
        result[0][i] = gradients.toDoubles(0, 1)[0];
        result[1][i] = gradients.toDoubles(second, 1)[0];
      }
    }
    return result;
  }

  @Test
  void zAtTheMeanHasNoNoise() {
    Architecture model = LinearGaussian.model(0, 1);
    try (Weights weights = Weights.initial(backend, model, 1);
        Counter counter = backend.counter();
        Scope scope = backend.scope()) {
      Noise noise = new Noise(scope.ops(), new RandomStream(5, 0, counter));
      Bound bound =
          new Elbo(model, rules, ElboOptions.standard())
              .atMean(ModelPass.evaluating(weights, noise), Batch.of(rows(scope.ops(), 1)));
      double squares = 0;
      double m0 = LinearGaussian.posteriorMean(X, 0);
      double m1 = LinearGaussian.posteriorMean(X, 1);
      double[] means = {m0 + m1, m0 - m1, m1};
      for (int i = 0; i < X.length; i++) {
        squares += (X[i] - means[i]) * (X[i] - means[i]);
      }
      double expected =
          -0.5
              * (squares / LinearGaussian.NOISE
                  + X.length * Math.log(2 * Math.PI * LinearGaussian.NOISE));
      assertThat(bound.reconstruction().item()).isEqualTo(expected, within(1e-6));
    }
  }

  @Test
  void optionsWithoutEffectOrMeaningAreRefused() {
    assertThatThrownBy(() -> ElboOptions.importanceWeighted(5).withFreeBits(0.1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("free bits floor a KL");
    assertThatThrownBy(() -> ElboOptions.standard().withDoublyReparameterised())
        .hasMessageContaining("importance-weighted");
    assertThatThrownBy(() -> ElboOptions.importanceWeighted(5).withKl(ElboOptions.Kl.ANALYTIC))
        .hasMessageContaining("no separate KL");
    assertThatThrownBy(() -> ElboOptions.standard().withSamples(0)).hasMessageContaining("got 0");
  }

  @Test
  void termsThatWouldBeMistakenOrMisledAreRefused() {
    Architecture model =
        Architecture.builder(DataSchema.of(4))
            .latents(LatentGroup.of("z", 2))
            .encoder(SmallModels.NormalEncoder::new)
            .prior(context -> new StandardNormalPrior())
            .decoder(SmallModels.AffineDecoder::new)
            .likelihood(context -> new SmallModels.Bits())
            .term("commitment", 1, context -> new SmallModels.Commitment())
            .build();
    ElboOptions doubly = ElboOptions.importanceWeighted(5).withDoublyReparameterised();
    assertThatThrownBy(() -> new Elbo(model, rules, doubly)).hasMessageContaining("drop one");
  }

  @Test
  void aKlWithoutClosedFormIsRefusedByNameWhereOneIsDemanded() {
    KlRules none = KlRules.of(List.of());
    Architecture model = LinearGaussian.model(0, 1);
    try (Weights weights = Weights.initial(backend, model, 1);
        Counter counter = backend.counter();
        Scope scope = backend.scope()) {
      Noise noise = new Noise(scope.ops(), new RandomStream(5, 0, counter));
      Elbo elbo = new Elbo(model, none, ElboOptions.standard().withKl(ElboOptions.Kl.ANALYTIC));
      assertThatThrownBy(
              () -> elbo.of(ModelPass.evaluating(weights, noise), Batch.of(rows(scope.ops(), 1))))
          .isInstanceOf(UnsupportedAbilityException.class)
          .hasMessageContaining("KL(DiagonalNormal || DiagonalNormal)");
    }
  }
}
