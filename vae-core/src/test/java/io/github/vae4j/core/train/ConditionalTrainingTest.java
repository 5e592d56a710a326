package io.github.vae4j.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.Decoder;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.checkpoint.Provenance;
import io.github.vae4j.core.component.CategoricalLikelihood;
import io.github.vae4j.core.component.NoLatents;
import io.github.vae4j.core.component.NormalLikelihood;
import io.github.vae4j.core.component.StandardNormalPrior;
import io.github.vae4j.core.data.Conditions;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Masks;
import io.github.vae4j.core.distribution.KlRules;
import io.github.vae4j.core.elbo.ElboOptions;
import io.github.vae4j.core.evaluate.EvaluationOptions;
import io.github.vae4j.core.evaluate.Report;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.nn.Dense;
import io.github.vae4j.core.reference.ReferenceBackend;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rows with conditions, through training, evaluation and use, by a linear regressor. */
class ConditionalTrainingTest {
  private static final int ROWS = 200;
  private static final double SIGMA = 0.1;

  private final Backend backend = new ReferenceBackend();

  @AfterEach
  void close() {
    backend.close();
  }

  /** x = (2c − 1, 1 − c) + noise. */
  private static Dataset line(float second) {
    Random random = new Random(4);
    float[] x = new float[2 * ROWS];
    float[] c = new float[ROWS];
    for (int i = 0; i < ROWS; i++) {
      c[i] = (float) random.nextGaussian();
      x[2 * i] = (float) (2 * c[i] - 1 + SIGMA * random.nextGaussian());
      x[2 * i + 1] = Float.isNaN(second) ? 1 - c[i] : second;
    }
    Dataset conditions = Dataset.of(DataSchema.of(1), c, null);
    return Dataset.of(DataSchema.of(2), x, null).given(Conditions.of(conditions));
  }

  private static Decoder linear(BuildContext context) {
    int width = context.condition().orElseThrow().size();
    Dense dense = Dense.of(context, width, context.data().size(), Activation.IDENTITY);
    return (pass, latents, condition) -> dense.apply(pass, condition.require("linear"));
  }

  private static Architecture regressor(DataSchema condition) {
    return Architecture.builder(DataSchema.of(2))
        .latents()
        .condition(condition)
        .encoder(NoLatents::new)
        .prior(NoLatents::new)
        .decoder(ConditionalTrainingTest::linear)
        .likelihood(context -> NormalLikelihood.fixed(SIGMA, context))
        .build();
  }

  private Vae trained(Architecture model, Dataset data) {
    TrainingPlan plan = TrainingPlan.builder().epochs(60).batch(30).learningRate(0.05).build();
    KlRules rules = KlRules.builtIn();
    Trainer trainer =
        Trainer.builder(backend, model, plan, rules).validation(data.slice(0, 50)).build();
    return new Vae(
        model,
        trainer.train(data).weights(),
        rules,
        Provenance.of(backend, plan.toJson(), data.digest()));
  }

  @Test
  void aModelWithoutLatentsIsARegressorWhoseBoundIsExact() {
    Dataset data = line(Float.NaN);
    try (Vae vae = trained(regressor(DataSchema.of(1)), data)) {
      Dataset grid = Dataset.of(DataSchema.of(1), new float[] {0, 1}, null);
      float[][] means = vae.sample(Conditions.of(grid), 1);
      assertThat(means[0]).containsExactly(new float[] {-1, 1}, within(0.05f));
      assertThat(means[1]).containsExactly(new float[] {1, 0}, within(0.05f));

      double[] exact = new double[ROWS];
      float[][] fitted = vae.sample(data.conditions().orElseThrow(), 1);
      for (int i = 0; i < ROWS; i++) {
        for (int j = 0; j < 2; j++) {
          double z = ((double) data.row(i)[j] - fitted[i][j]) / SIGMA;
          exact[i] -= 0.5 * z * z + Math.log(SIGMA * Math.sqrt(2 * Math.PI));
        }
      }
      assertThat(vae.score(data, 0, 1)).containsExactly(exact, within(1e-4));
      assertThat(vae.score(data, 7, 1)).containsExactly(exact, within(1e-4));
      Report report = vae.evaluate(data, EvaluationOptions.standard());
      assertThat(report.kl().mean()).isZero();
      assertThat(report.elbo().mean()).isEqualTo(report.reconstruction().mean());
    }
  }

  @Test
  void aClassifierSaysTheLikeliestLabel() {
    float[] c = new float[ROWS];
    float[] labels = new float[ROWS];
    for (int i = 0; i < ROWS; i++) {
      c[i] = i - (ROWS - 1) / 2f;
      labels[i] = c[i] < 0 ? 2 : 0;
    }
    DataSchema label = Conditions.labelSchema(3);
    Conditions numbers = Conditions.of(Dataset.of(DataSchema.of(1), c, null));
    Architecture model =
        Architecture.builder(label)
            .latents()
            .condition(DataSchema.of(1))
            .encoder(NoLatents::new)
            .prior(NoLatents::new)
            .decoder(
                context -> {
                  Dense logits = Dense.of(context, 1, 3, Activation.IDENTITY);
                  return (pass, latents, given) -> logits.apply(pass, given.require("logits"));
                })
            .likelihood(CategoricalLikelihood::new)
            .build();
    try (Vae vae = trained(model, Dataset.of(label, labels, null).given(numbers))) {
      float[][] said = vae.sampleMode(numbers, 1);
      for (int i = 0; i < ROWS; i++) {
        if (Math.abs(c[i]) > 5) {
          assertThat(said[i]).as("the label of %s", c[i]).containsExactly(labels[i]);
        }
      }
    }
  }

  @Test
  void whatIsSeenIsNotScored() {
    Architecture model = regressor(DataSchema.of(2));
    Dataset small = line(0.5f).plain().completing(Masks.same(new boolean[] {false, true}));
    try (Vae vae = trained(model, small)) {
      double[] bounds = vae.score(small, 0, 1);
      float[][] means = vae.sample(small.conditions().orElseThrow(), 1);
      for (int i = 0; i < ROWS; i++) {
        double z = ((double) small.row(i)[0] - means[i][0]) / SIGMA;
        double exact = -0.5 * z * z - Math.log(SIGMA * Math.sqrt(2 * Math.PI));
        double rounding = Math.abs(z) * Math.ulp(means[i][0]) / SIGMA;
        assertThat(bounds[i]).isCloseTo(exact, within(rounding + 1e-12));
      }
    }
  }

  @Test
  void conditionsMustFitTheModel() {
    Dataset data = line(Float.NaN);
    Architecture model = regressor(DataSchema.of(1));
    Dataset bare = Dataset.of(DataSchema.of(2), new float[2 * ROWS], null);
    assertThatThrownBy(() -> trained(model, bare))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "training: this model is conditional and no condition was given; give one of shape (1)");
    assertThatThrownBy(() -> trained(model, bare.completing(Masks.same(new boolean[2]))))
        .hasMessageStartingWith("training: conditions of shape (2) were given");
    try (Vae vae = trained(model, data)) {
      assertThatThrownBy(() -> vae.sample(2, 1))
          .hasMessageStartingWith("sample: this model is conditional and no condition was given");
      assertThatThrownBy(() -> vae.score(new float[1][2], 0, 1))
          .hasMessageStartingWith("score: this model is conditional and no condition was given");
      assertThatThrownBy(() -> vae.evaluate(bare, EvaluationOptions.standard()))
          .hasMessageStartingWith("evaluate: this model is conditional");
      assertThatThrownBy(() -> vae.encode(data))
          .hasMessageStartingWith("encode: this model has no latents");
    }
  }

  @Test
  void whatHasNoEffectWithoutLatentsIsRefused() {
    Architecture model = regressor(DataSchema.of(1));
    for (ElboOptions options :
        List.of(ElboOptions.standard().withFreeBits(0.5), ElboOptions.importanceWeighted(5))) {
      TrainingPlan plan = TrainingPlan.builder().elbo(options).build();
      assertThatThrownBy(
              () -> Trainer.builder(backend, model, plan, KlRules.builtIn()).build().train(line(1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("elbo: a model without latents has an exact bound, on which ");
    }
    TrainingPlan plan = TrainingPlan.builder().beta(0.5).build();
    assertThatThrownBy(
            () -> Trainer.builder(backend, model, plan, KlRules.builtIn()).build().train(line(1)))
        .hasMessage(
            "training plan: beta weighs a KL, which a model without latents does not have; leave it"
                + " at 1");
  }

  @Test
  void validationThatDoesNotFitIsRefusedBeforeTheFirstStep() {
    TrainingPlan plan = TrainingPlan.builder().batch(30).build();
    Trainer trainer =
        Trainer.builder(backend, regressor(DataSchema.of(1)), plan, KlRules.builtIn())
            .validation(Dataset.of(DataSchema.of(3), new float[3], null))
            .build();
    assertThatThrownBy(() -> trainer.train(line(1)))
        .hasMessageStartingWith("validation: rows of shape (3) were given");
  }

  @Test
  void partsForNoLatentsAreRefusedByAModelThatHasSome() {
    assertThatThrownBy(
            Architecture.builder(DataSchema.of(2))
                    .latents(LatentGroup.of("z", 1))
                    .encoder(NoLatents::new)
                    .prior(context -> new StandardNormalPrior())
                    .decoder(ConditionalTrainingTest::linear)
                    .likelihood(context -> NormalLikelihood.fixed(SIGMA, context))
                ::build)
        .hasMessage(
            "encoder 'none' is for a model without latents, and this one has [z]; name another type,"
                + " or set \"latents\" to []");
  }
}
