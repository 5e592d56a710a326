package io.github.vae4j.core.impute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.api.distribution.UnsupportedAbilityException;
import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.DataSchema.Column;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.model.Likelihood;
import io.github.vae4j.api.model.Pass;
import io.github.vae4j.api.model.Posterior;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.MemoryUse;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.component.BernoulliLikelihood;
import io.github.vae4j.core.component.CategoricalLikelihood;
import io.github.vae4j.core.component.MlpDecoder;
import io.github.vae4j.core.component.MlpEncoder;
import io.github.vae4j.core.component.StandardNormalPrior;
import io.github.vae4j.core.distribution.Categorical;
import io.github.vae4j.core.distribution.StandardNormal;
import io.github.vae4j.core.impute.ImputationMethod.ImportanceResampling;
import io.github.vae4j.core.impute.ImputationMethod.MetropolisWithinGibbs;
import io.github.vae4j.core.impute.ImputationMethod.PseudoGibbs;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.Weights;
import io.github.vae4j.core.reference.ReferenceBackend;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ImputerTest {
  private static final DataSchema DATA = DataSchema.of(4);
  private static final boolean[] HALF = {true, false, true, false};
  private static final ImputationMethod CHAIN = new MetropolisWithinGibbs(2, 3, 6);

  private final Backend backend = new ReferenceBackend();

  @AfterEach
  void close() {
    backend.close();
  }

  static List<ImputationMethod> methods() {
    return List.of(new PseudoGibbs(2, 6), CHAIN, new ImportanceResampling(2, 3, 20));
  }

  private static Architecture model(
      DataSchema data, Function<BuildContext, Likelihood> likelihood) {
    return Architecture.builder(data)
        .latents(LatentGroup.of("z", 2))
        .encoder((BuildContext context) -> new MlpEncoder(List.of(5), Activation.TANH, context))
        .prior(context -> new StandardNormalPrior())
        .decoder((BuildContext context) -> new MlpDecoder(List.of(5), Activation.TANH, context))
        .likelihood(likelihood)
        .build();
  }

  private Imputation impute(
      Architecture model, float[][] rows, boolean[][] observed, ImputationOptions options) {
    try (Weights weights = Weights.initial(backend, model, 1)) {
      return new Imputer(model).impute(weights, rows, observed, options);
    }
  }

  private Imputation binary(float[][] rows, boolean[][] observed, ImputationOptions options) {
    return impute(model(DATA, BernoulliLikelihood::new), rows, observed, options);
  }

  private static float[][] rows(int count) {
    float[][] rows = new float[count][];
    Arrays.setAll(rows, i -> new float[] {0.25f * (i % 5), Float.NaN, 1, Float.NaN});
    return rows;
  }

  private static boolean[][] observed(int count) {
    boolean[][] observed = new boolean[count][];
    Arrays.fill(observed, HALF);
    return observed;
  }

  @ParameterizedTest
  @MethodSource("methods")
  void observedEntriesStayAndDrawsAreValuesOfTheLikelihood(ImputationMethod method) {
    float[][] rows = rows(300);
    Imputation found = binary(rows, observed(300), new ImputationOptions(method, 3, 1));
    assertThat(found.draws()).hasDimensions(3, 300);
    float[][] mean = found.mean().orElseThrow();
    for (int i = 0; i < 300; i++) {
      for (float[][] draw : found.draws()) {
        assertThat(draw[i]).hasSize(4).startsWith(rows[i][0]);
        assertThat(draw[i][2]).isEqualTo(1);
        assertThat(draw[i][1]).isIn(0f, 1f);
        assertThat(draw[i][3]).isIn(0f, 1f);
      }
      assertThat(mean[i]).hasSize(4).startsWith(rows[i][0]);
      assertThat(mean[i][1]).isStrictlyBetween(0f, 1f);
    }
    assertThat(Arrays.deepEquals(found.draws()[0], found.draws()[2])).isFalse();
    assertThat(Arrays.deepEquals(rows, rows(300))).as("rows are as they were").isTrue();
  }

  @ParameterizedTest
  @MethodSource("methods")
  void equalSeedsGiveEqualResultsAndOthersDiffer(ImputationMethod method) {
    ImputationOptions options = new ImputationOptions(method, 2, 1);
    Imputation first = binary(rows(300), observed(300), options);
    Imputation again = binary(rows(300), observed(300), options);
    assertThat(again.draws()).isDeepEqualTo(first.draws());
    assertThat(again.mean().orElseThrow()).isDeepEqualTo(first.mean().orElseThrow());
    Imputation other = binary(rows(300), observed(300), new ImputationOptions(method, 2, 2));
    assertThat(Arrays.deepEquals(other.mean().orElseThrow(), first.mean().orElseThrow())).isFalse();
    // Portions draw their own numbers: equal rows in different ones get different means.
    assertThat(first.mean().orElseThrow()[0]).isNotEqualTo(first.mean().orElseThrow()[260]);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void memoryIsGivenBack(ImputationMethod method) {
    Architecture model = model(DATA, BernoulliLikelihood::new);
    Imputer imputer = new Imputer(model);
    try (Weights weights = Weights.initial(backend, model, 1)) {
      MemoryUse before = backend.memory();
      imputer.impute(weights, rows(300), observed(300), new ImputationOptions(method, 2, 1));
      assertThat(backend.memory()).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void noRowsAndNothingMissingAreFine(ImputationMethod method) {
    ImputationOptions options = new ImputationOptions(method, 1, 1);
    assertThat(binary(new float[0][], new boolean[0][], options).draws()).hasDimensions(1, 0);
    float[] whole = {0, 1, 0.5f, 1};
    boolean[] all = {true, true, true, true};
    Imputation found = binary(new float[][] {whole}, new boolean[][] {all}, options);
    assertThat(found.draws()[0][0]).containsExactly(whole);
    assertThat(found.mean().orElseThrow()[0]).containsExactly(whole);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void categoriesAreDrawnAndHaveNoMean(ImputationMethod method) {
    DataSchema table =
        new DataSchema(Shape.of(2), List.of(Column.category("a", 3), Column.category("b", 2)));
    float[][] rows = {{2, Float.NaN}, {Float.NaN, 1}, {Float.NaN, Float.NaN}};
    boolean[][] observed = {{true, false}, {false, true}, {false, false}};
    Imputation found =
        impute(
            model(table, CategoricalLikelihood::new),
            rows,
            observed,
            new ImputationOptions(method, 4, 1));
    assertThat(found.mean()).isEmpty();
    for (float[][] draw : found.draws()) {
      assertThat(draw[0][0]).isEqualTo(2);
      assertThat(draw[1][1]).isEqualTo(1);
      assertThat(draw[2][0]).isIn(0f, 1f, 2f);
      assertThat(draw[2][1]).isIn(0f, 1f);
    }
  }

  @Test
  void drawsOfAChainAreSpacedEvenlyAndEndWithTheLast() {
    float[][][] two = binary(rows(9), observed(9), new ImputationOptions(CHAIN, 2, 1)).draws();
    float[][][] six = binary(rows(9), observed(9), new ImputationOptions(CHAIN, 6, 1)).draws();
    assertThat(two[0]).isDeepEqualTo(six[2]);
    assertThat(two[1]).isDeepEqualTo(six[5]);
  }

  @Test
  void whatCannotBeIsRefused() {
    float[] impossible = {7, 0};
    DataSchema table =
        new DataSchema(Shape.of(2), List.of(Column.category("a", 3), Column.category("b", 2)));
    assertThatThrownBy(
            () ->
                impute(
                    model(table, CategoricalLikelihood::new),
                    new float[][] {{1, 0}, impossible},
                    new boolean[][] {{true, false}, {true, false}},
                    new ImputationOptions(new ImportanceResampling(0, 1, 10), 1, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("row 1 has no density at any of 10 proposals");
  }

  @Test
  void rowsThatDoNotFitAreRefused() {
    ImputationOptions options = new ImputationOptions(CHAIN, 1, 1);
    assertThatThrownBy(() -> binary(rows(3), observed(2), options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("impute: 3 rows and 2 rows of marks; give one mark for each entry");
    assertThatThrownBy(
            () -> binary(new float[][] {{1, 0, 1}}, new boolean[][] {new boolean[4]}, options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("impute: row 0 has 3 values and 4 marks; this model needs 4 of each");
    boolean[] all = {true, true, true, true};
    assertThatThrownBy(() -> binary(rows(2), new boolean[][] {HALF, all}, options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "impute: entry 1 of row 1 is NaN and marked as observed; mark it as missing, or give it"
                + " a finite value");
  }

  @Test
  void modelsThatDoNotFitAreRefused() {
    Architecture conditional =
        Architecture.builder(DATA)
            .latents(LatentGroup.of("z", 2))
            .condition(DataSchema.of(10))
            .encoder(
                context ->
                    (pass, batch) -> Posterior.of(StandardNormal.of(pass.ops(), Shape.of(2))))
            .prior(context -> new StandardNormalPrior())
            .decoder(context -> (pass, z, condition) -> z.only())
            .likelihood(BernoulliLikelihood::new)
            .build();
    assertThatThrownBy(() -> new Imputer(conditional))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("conditional, on values of shape (10)")
        .hasMessageContaining("see Completion of vae-cvae");
    Architecture dependent = model(DATA, context -> new OneOfAll());
    assertThatThrownBy(
            () -> impute(dependent, rows(1), observed(1), new ImputationOptions(CHAIN, 1, 1)))
        .isInstanceOf(UnsupportedAbilityException.class)
        .hasMessageContaining("impute")
        .hasMessageContaining("Categorical is not Factorised");
  }

  /** Entries that exclude each other. */
  private static final class OneOfAll implements Likelihood {
    @Override
    public Shape parameterShape(DataSchema data) {
      return data.shape();
    }

    @Override
    public Categorical given(Pass pass, Tensor parameters) {
      return Categorical.ofLogits(parameters);
    }
  }

  @Test
  void countsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new PseudoGibbs(-1, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("impute by pseudo-Gibbs: warmUp must be 0 or more, got -1");
    assertThatThrownBy(() -> new MetropolisWithinGibbs(0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("impute by Metropolis-within-Gibbs: iterations must be 1 or more, got 0");
    assertThatThrownBy(() -> new ImportanceResampling(0, 9, 9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("impute by importance resampling: proposals must be 10 or more, got 9");
    assertThatThrownBy(() -> new ImputationOptions(CHAIN, -1, 1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> new ImputationOptions(CHAIN, 7, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "impute: 7 draws were asked of a chain of 6 iterations; ask for fewer draws, or more"
                + " iterations");
    assertThat(ImputationOptions.standard(5, 1).draws()).isEqualTo(5);
  }
}
