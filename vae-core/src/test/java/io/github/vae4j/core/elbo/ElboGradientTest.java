package io.github.vae4j.core.elbo;

import static io.github.vae4j.core.nn.Normalisation.BATCH;
import static io.github.vae4j.core.nn.Normalisation.LAYER;

import io.github.vae4j.api.model.Batch;
import io.github.vae4j.api.model.Condition;
import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.component.ConvolutionStages;
import io.github.vae4j.core.component.ConvolutionalDecoder;
import io.github.vae4j.core.component.ConvolutionalDecoder.Upsampling;
import io.github.vae4j.core.component.ConvolutionalEncoder;
import io.github.vae4j.core.distribution.DiagonalNormal;
import io.github.vae4j.core.distribution.KlRules;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.ArchitectureBuilder;
import io.github.vae4j.core.nn.LayerStyle;
import io.github.vae4j.core.testing.GradientCheck;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Gradients of the whole bound for models that use every part of the SPIs. */
class ElboGradientTest {
  private static final int DATA = 4;
  private static final LatentGroup Z = LatentGroup.of("z", 2);
  private static final double[] BITS = {1, 0, 1, 1, 0, 0, 1, 0, 1, 1, 1, 0};
  private static final Map<String, Double> BETA = Map.of(Elbo.BETA, 0.7);

  private static Tensor x(Ops ops) {
    return ops.tensor(BITS, Shape.of(3, DATA));
  }

  private static Batch batch(Ops ops) {
    return Batch.of(x(ops));
  }

  private static ArchitectureBuilder plain() {
    return Architecture.builder(DataSchema.of(DATA))
        .latents(Z)
        .encoder(SmallModels.NormalEncoder::new)
        .prior(context -> (pass, group, drawn, c) -> DiagonalNormal.standard(pass.ops(), 2))
        .decoder(SmallModels.AffineDecoder::new)
        .likelihood(context -> new SmallModels.Bits());
  }

  private static void check(Architecture model, ElboOptions options) {
    check(model, options, BETA, ElboGradientTest::batch);
  }

  private static void check(
      Architecture model,
      ElboOptions options,
      Map<String, Double> schedules,
      Function<Ops, Batch> batch) {
    Elbo elbo = new Elbo(model, KlRules.builtIn(), options);
    new GradientCheck(
            model, schedules, pass -> elbo.of(pass, batch.apply(pass.noise().ops())).loss())
        .passes();
  }

  @Test
  void closedFormKl() {
    check(plain().build(), ElboOptions.standard());
  }

  @Test
  void monteCarloKlWithSeveralSamples() {
    check(
        plain().build(), ElboOptions.standard().withSamples(3).withKl(ElboOptions.Kl.MONTE_CARLO));
  }

  @Test
  void freeBits() {
    check(plain().build(), ElboOptions.standard().withFreeBits(0.05));
  }

  @Test
  void importanceWeighted() {
    check(plain().build(), ElboOptions.importanceWeighted(4));
  }

  @Test
  void twoGroupsWithTopDownInference() {
    Architecture model =
        plain()
            .latents(LatentGroup.of("top", 2), LatentGroup.of("bottom", 3))
            .encoder(SmallModels.TopDownEncoder::new)
            .prior(SmallModels.TopDownPrior::new)
            .build();
    check(model, ElboOptions.standard());
    check(model, ElboOptions.importanceWeighted(3));
  }

  @Test
  void discreteLatentThatIsSummedOver() {
    check(classes(), ElboOptions.standard());
    check(classes(), ElboOptions.standard().withSamples(2));
  }

  @Test
  void discreteLatentThatIsKnownForSomeRows() {
    Architecture model = classes();
    LatentGroup label = model.latents().get(0);
    Function<Ops, Batch> partlyLabelled =
        ops ->
            Batch.builder(x(ops))
                .known(
                    label,
                    ops.tensor(new double[] {0, 1, 0, 1, 0, 0, 0, 0, 1}, Shape.of(3, 3)),
                    ops.tensor(new double[] {1, 0, 1}, Shape.of(3)))
                .build();
    check(model, ElboOptions.standard(), BETA, partlyLabelled);
  }

  @Test
  void latentsThatAreKnownForAllRows() {
    Architecture model = classes();
    LatentGroup label = model.latents().get(0);
    Function<Ops, Batch> labelled =
        ops ->
            Batch.builder(x(ops))
                .known(label, ops.tensor(new double[] {0, 1, 0, 1, 0, 0, 0, 0, 1}, Shape.of(3, 3)))
                .build();
    check(model, ElboOptions.standard().withSamples(2), BETA, labelled);
    Function<Ops, Batch> given = ops -> Batch.builder(x(ops)).known(Z, values(ops)).build();
    check(plain().build(), ElboOptions.standard(), BETA, given);
  }

  @Test
  void continuousLatentThatIsKnownForSomeRows() {
    Function<Ops, Batch> partlyGiven =
        ops ->
            Batch.builder(x(ops))
                .known(Z, values(ops), ops.tensor(new double[] {0, 1, 0}, Shape.of(3)))
                .build();
    check(plain().build(), ElboOptions.standard(), BETA, partlyGiven);
    check(plain().build(), ElboOptions.importanceWeighted(3), BETA, partlyGiven);
  }

  private static Tensor values(Ops ops) {
    return ops.tensor(new double[] {0.3, -1, 0.5, 2, 0, 1.5}, Shape.of(3, 2));
  }

  @Test
  void rowsOfATable() {
    Architecture model = plain().observations(5).encoder(SmallModels.RowEncoder::new).build();
    Function<Ops, Batch> numbered =
        ops ->
            Batch.builder(x(ops))
                .rows(ops.tensor(new double[] {4, 0, 4}, Shape.of(3)))
                .observations(5)
                .build();
    check(model, ElboOptions.standard(), BETA, numbered);
    check(model, ElboOptions.importanceWeighted(3), BETA, numbered);
  }

  private static Architecture classes() {
    return plain()
        .latents(LatentGroup.of("label", 3), LatentGroup.of("style", 2))
        .encoder(SmallModels.ClassEncoder::new)
        .prior(SmallModels.ClassPrior::new)
        .build();
  }

  @Test
  void autoregressiveLikelihood() {
    check(
        plain().likelihood(SmallModels.AutoregressiveLikelihood::new).build(),
        ElboOptions.standard().withSamples(2));
  }

  @Test
  void learnedConditionalPrior() {
    Architecture model =
        plain().condition(DataSchema.of(2)).prior(SmallModels.ConditionalPrior::new).build();
    Function<Ops, Batch> conditioned =
        ops ->
            Batch.builder(x(ops))
                .condition(
                    Condition.of(ops.tensor(new double[] {1, -1, 0.5, 2, 0, 1}, Shape.of(3, 2))))
                .build();
    check(model, ElboOptions.standard(), BETA, conditioned);
  }

  @Test
  void codeThatFollowsAndAnObjectiveTerm() {
    Architecture model =
        plain()
            .encoder(SmallModels.FollowingEncoder::new)
            .term("commitment", 0.25, context -> new SmallModels.Commitment())
            .build();
    check(
        model,
        ElboOptions.standard(),
        Map.of(Elbo.BETA, 1.0, "commitment", 0.25),
        ElboGradientTest::batch);
  }

  @Test
  void convolutionsOfImages() {
    for (Upsampling upsampling : Upsampling.values()) {
      Architecture model = images(upsampling, new LayerStyle(Activation.SILU, LAYER, 0));
      check(model, ElboOptions.standard().withSamples(2));
      check(model, ElboOptions.importanceWeighted(3));
    }
  }

  @Test
  void statisticsOfTheBatchAndDroppedEntries() {
    Architecture model = images(Upsampling.TRANSPOSED, new LayerStyle(Activation.TANH, BATCH, 0.2));
    check(model, ElboOptions.standard());
    check(model, ElboOptions.importanceWeighted(3));
  }

  /** Images of two by two pixels, a stage that halves them, and a residual block. */
  private static Architecture images(Upsampling upsampling, LayerStyle style) {
    ConvolutionStages stages = new ConvolutionStages(List.of(2), 3, 2, 1, 1, style);
    return Architecture.builder(DataSchema.of(2, 2, 1))
        .latents(Z)
        .encoder(context -> new ConvolutionalEncoder(stages, List.of(3), context))
        .prior(context -> (pass, group, drawn, c) -> DiagonalNormal.standard(pass.ops(), 2))
        .decoder(context -> new ConvolutionalDecoder(stages, upsampling, List.of(), context))
        .likelihood(context -> new SmallModels.Bits())
        .build();
  }

  @Test
  void maskedTargets() {
    Function<Ops, Batch> masked =
        ops ->
            Batch.builder(x(ops))
                .target(
                    ops.tensor(
                        new double[] {1, Double.NaN, 1, 1, 0, 0, 1, 0, Double.NaN, 1, 1, 0},
                        Shape.of(3, DATA)))
                .targetMask(
                    ops.tensor(
                        new double[] {1, 0, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1}, Shape.of(3, DATA)))
                .build();
    check(plain().build(), ElboOptions.standard(), BETA, masked);
  }
}
