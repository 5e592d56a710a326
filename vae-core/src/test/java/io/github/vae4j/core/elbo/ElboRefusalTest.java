package io.github.vae4j.core.elbo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.api.distribution.UnsupportedAbilityException;
import io.github.vae4j.api.model.Batch;
import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.autodiff.Tape;
import io.github.vae4j.core.distribution.DiagonalNormal;
import io.github.vae4j.core.distribution.KlRules;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.ArchitectureBuilder;
import io.github.vae4j.core.model.ModelPass;
import io.github.vae4j.core.model.Weights;
import io.github.vae4j.core.testing.OracleScope;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a bound says of models and options that do not go together. */
class ElboRefusalTest {
  private final OracleScope oracle = new OracleScope();
  private final Tensor x = oracle.tensor(Shape.of(2, 3), 1, 0, 1, 0, 0, 1);

  @AfterEach
  void close() {
    oracle.close();
  }

  private static ArchitectureBuilder plain() {
    return Architecture.builder(DataSchema.of(3))
        .latents(LatentGroup.of("z", 2))
        .encoder(SmallModels.NormalEncoder::new)
        .prior(context -> (pass, group, drawn, c) -> DiagonalNormal.standard(pass.ops(), 2))
        .decoder(SmallModels.AffineDecoder::new)
        .likelihood(context -> new SmallModels.Bits());
  }

  private static Architecture classes() {
    return plain()
        .latents(LatentGroup.of("label", 3), LatentGroup.of("style", 2))
        .encoder(SmallModels.ClassEncoder::new)
        .prior(SmallModels.ClassPrior::new)
        .build();
  }

  private void train(Architecture model, KlRules rules, ElboOptions options, Batch batch) {
    try (Weights weights = Weights.initial(oracle.backend(), model, 1)) {
      Map<String, Tensor> schedules = Map.of(Elbo.BETA, oracle.ops().full(1, Shape.scalar()));
      Tape tape = new Tape(oracle.ops());
      new Elbo(model, rules, options)
          .of(
              ModelPass.training(weights, tape, oracle.noise(1), schedules, Set.of(), Set.of()),
              batch);
    }
  }

  private void train(Architecture model, ElboOptions options) {
    train(model, KlRules.builtIn(), options, Batch.of(x));
  }

  @Test
  void entriesOfALikelihoodThatDoesNotFactoriseCannotBeMasked() {
    Architecture model = plain().likelihood(SmallModels.AutoregressiveLikelihood::new).build();
    Batch masked = Batch.builder(x).targetMask(oracle.ops().full(1, x.shape())).build();
    assertThatThrownBy(() -> train(model, KlRules.builtIn(), ElboOptions.standard(), masked))
        .isInstanceOf(UnsupportedAbilityException.class)
        .hasMessageContaining("masking the target")
        .hasMessageContaining("Autoregressive is not Factorised");
  }

  @Test
  void freeBitsNeedAKlForEachEntry() {
    assertThatThrownBy(() -> train(classes(), ElboOptions.standard().withFreeBits(0.1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("free bits")
        .hasMessageContaining("group 'label' (Categorical against Categorical)");
    LatentGroup z = LatentGroup.of("z", 2);
    Batch known = Batch.builder(x).known(z, oracle.spread(1, 2, 2)).build();
    assertThatThrownBy(
            () ->
                train(
                    plain().build(),
                    KlRules.builtIn(),
                    ElboOptions.standard().withFreeBits(0.1),
                    known))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("group 'z'")
        .hasMessageContaining("all inferred");
  }

  @Test
  void importanceWeightsNeedLatentsThatAreDrawn() {
    assertThatThrownBy(() -> train(classes(), ElboOptions.importanceWeighted(3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("importance-weighted")
        .hasMessageContaining("summed over")
        .hasMessageContaining("use the plain bound");
  }

  @Test
  void theDoublyReparameterisedGradientIsThatOfOneGroup() {
    Architecture model =
        plain()
            .latents(LatentGroup.of("top", 2), LatentGroup.of("bottom", 3))
            .encoder(SmallModels.TopDownEncoder::new)
            .prior(SmallModels.TopDownPrior::new)
            .build();
    assertThatThrownBy(
            () -> train(model, ElboOptions.importanceWeighted(3).withDoublyReparameterised()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("doubly reparameterised")
        .hasMessageContaining("one latent group, this model has 2");
  }

  @Test
  void aKlThatMustBeEstimatedIsAnnouncedOnce() {
    KlRules none = KlRules.of(List.of());
    Elbo elbo = new Elbo(LinearGaussian.model(0, 1), none, ElboOptions.standard());
    Elbo demanded =
        new Elbo(
            LinearGaussian.model(0, 1),
            none,
            ElboOptions.standard().withKl(ElboOptions.Kl.MONTE_CARLO));
    assertThat(logOf(() -> evaluateTwice(elbo)))
        .containsOnlyOnce(
            "no closed form is known for KL(DiagonalNormal || DiagonalNormal); it is estimated from the samples");
    assertThat(logOf(() -> evaluateTwice(demanded))).isEmpty();
  }

  private void evaluateTwice(Elbo elbo) {
    try (Weights weights = Weights.initial(oracle.backend(), LinearGaussian.model(0, 1), 1)) {
      for (int i = 0; i < 2; i++) {
        elbo.of(ModelPass.evaluating(weights, oracle.noise(1)), Batch.of(x));
      }
    }
  }

  private static String logOf(Runnable action) {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    try {
      action.run();
    } finally {
      System.setErr(before);
    }
    return written.toString(StandardCharsets.UTF_8);
  }
}
