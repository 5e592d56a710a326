package io.github.vae4j.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.model.Parameter;
import io.github.vae4j.api.model.Parameter.Role;
import io.github.vae4j.api.model.Pass;
import io.github.vae4j.api.model.Posterior;
import io.github.vae4j.api.random.Noise;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.RandomStream;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.autodiff.Tape;
import io.github.vae4j.core.distribution.DiagonalNormal;
import io.github.vae4j.core.nn.Initializers;
import io.github.vae4j.core.reference.ReferenceBackend;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ModelPassTest {
  private final Backend backend = new ReferenceBackend();
  private final List<Parameter> keys = new ArrayList<>();
  private final Weights weights = weights();
  private final Scope scope = backend.scope();
  private final Noise noise = new Noise(scope.ops(), new RandomStream(1, 0, backend.counter()));

  @AfterEach
  void close() {
    scope.close();
    weights.close();
    backend.close();
  }

  private Weights weights() {
    Architecture model =
        Architecture.builder(DataSchema.of(2))
            .observations(3)
            .latents(LatentGroup.of("z", 2))
            .encoder(
                context -> {
                  keys.add(context.parameter("weight", Shape.of(2, 3), Initializers.constant(2)));
                  keys.add(context.tracked("mean", Shape.of(3), Initializers.constant(1)));
                  keys.add(context.constant("mask", Shape.of(2), new float[] {0, 1}));
                  keys.add(context.rowTable("rows", Shape.of(2), Initializers.constant(5)));
                  return (pass, batch) -> Posterior.of(DiagonalNormal.standard(pass.ops(), 2));
                })
            .prior(context -> (pass, group, drawn, c) -> DiagonalNormal.standard(pass.ops(), 2))
            .decoder(context -> (pass, z, c) -> z.only())
            .likelihood(io.github.vae4j.core.component.BernoulliLikelihood::new)
            .build();
    return Weights.initial(backend, model, 1);
  }

  private ModelPass training(Set<String> still) {
    return training(still, Set.of());
  }

  private ModelPass training(Set<String> still, Set<String> frozen) {
    return ModelPass.training(
        weights,
        new Tape(scope.ops()),
        noise,
        Map.of("beta", scope.ops().full(0.5, Shape.scalar())),
        still,
        frozen);
  }

  @Test
  void trainedValuesAreRecordedAndOthersAreConstants() {
    ModelPass pass = training(Set.of());
    assertThat(pass.value(keys.get(0)).ops().recording()).isTrue();
    assertThat(pass.value(keys.get(0))).isSameAs(pass.value(keys.get(0)));
    assertThat(pass.value(keys.get(1)).ops().recording()).isFalse();
    assertThat(pass.value(keys.get(2)).toDoubles()).containsExactly(0, 1);
    assertThat(pass.frozen().value(keys.get(0)).ops().recording()).isFalse();
    assertThat(training(Set.of("encoder")).value(keys.get(0)).ops().recording()).isFalse();
    assertThat(ModelPass.evaluating(weights, noise).value(keys.get(0)).ops().recording()).isFalse();
  }

  @Test
  void rowsAreReadFromTheirTable() {
    ModelPass pass = training(Set.of());
    Tensor rows = pass.rows(keys.get(3), scope.ops().tensor(new float[] {2, 0}, Shape.of(2)));
    assertThat(rows.shape()).isEqualTo(Shape.of(2, 2));
    assertThat(rows.toDoubles()).containsOnly(5);
    assertThat(pass.rowLeaves()).hasSize(1);
    Tensor again = scope.ops().tensor(new float[] {1}, Shape.of(1));
    assertThatThrownBy(() -> pass.rows(keys.get(3), again))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("two sets of rows");
    assertThatThrownBy(() -> pass.value(keys.get(3))).hasMessageContaining("Pass.rows");
    assertThatThrownBy(() -> pass.rows(keys.get(0), rows)).hasMessageContaining("not a row table");
  }

  @Test
  void onlyTrackedValuesTakeProposalsAndOnlyOnce() {
    ModelPass pass = training(Set.of());
    Tensor three = scope.ops().full(3, Shape.of(3));
    assertThatThrownBy(() -> pass.propose(keys.get(0), three)).hasMessageContaining("TRAINED");
    assertThatThrownBy(() -> pass.propose(keys.get(1), scope.ops().full(3, Shape.of(2))))
        .hasMessageContaining("(3)")
        .hasMessageContaining("(2)");
    pass.withoutUpdates().propose(keys.get(1), three);
    assertThat(pass.proposals()).isEmpty();
    pass.propose(keys.get(1), three);
    assertThat(pass.proposals()).containsOnlyKeys(keys.get(1));
    assertThatThrownBy(() -> pass.propose(keys.get(1), three))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "propose: parameter 'encoder.mean' has a proposal already in this step; use Pass.withoutUpdates() for all applications but one");
  }

  @Test
  void whileAGroupStandsStillItsProposalsAreDropped() {
    Tensor three = scope.ops().full(3, Shape.of(3));
    ModelPass waiting = training(Set.of("encoder"));
    waiting.propose(keys.get(1), three);
    assertThat(waiting.proposals()).isEmpty();
    ModelPass others = training(Set.of("decoder"), Set.of("decoder"));
    others.propose(keys.get(1), three);
    assertThat(others.proposals()).containsOnlyKeys(keys.get(1));
  }

  @Test
  void aGroupMovesUnlessItIsFrozenForGood() {
    Parameter mean = keys.get(1);
    assertThat(training(Set.of()).moves(mean)).isTrue();
    assertThat(training(Set.of()).frozen().moves(mean)).isTrue();
    assertThat(training(Set.of()).withoutUpdates().moves(mean)).isTrue();
    assertThat(training(Set.of("encoder")).moves(mean)).isTrue();
    assertThat(training(Set.of("encoder"), Set.of("encoder")).moves(mean)).isFalse();
    assertThat(ModelPass.evaluating(weights, noise).moves(mean)).isFalse();
  }

  @Test
  void schedulesAreReadByName() {
    Pass pass = training(Set.of());
    assertThat(pass.schedule("beta").item()).isEqualTo(0.5);
    assertThatThrownBy(() -> pass.schedule("gamma"))
        .hasMessageContaining("'gamma'")
        .hasMessageContaining("[beta]");
  }

  @Test
  void aParameterOfAnotherModelIsRefusedByName() {
    Parameter other = new Parameter("other.weight", Shape.of(1), Role.TRAINED, "other");
    assertThatThrownBy(() -> training(Set.of()).value(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("other.weight");
  }

  @Test
  void parametersBeginAtMultiplesOf64AndTheirValuesHaveTheRightNumber() {
    for (Parameter key : weights.layout().parameters()) {
      assertThat(weights.layout().offset(key) % Layout.ALIGNMENT).as(key.name()).isZero();
    }
    assertThatThrownBy(() -> weights.set(keys.get(0), new float[5]))
        .hasMessageContaining("encoder.weight")
        .hasMessageContaining("6 values, got 5");
  }
}
