package io.github.vae4j.conformance;

import io.github.vae4j.api.model.Condition;
import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.Latents;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.ArchitectureBuilder;
import io.github.vae4j.core.model.ModelPass;
import org.junit.jupiter.api.Test;

/**
 * The rules of a {@link io.github.vae4j.api.model.Prior} that reads a condition: those of every
 * prior, with a condition made up from {@link #condition}, and those of every part that reads one.
 */
public abstract class ConditionalPriorConformance extends PriorConformance {

  /** Makes a suite that has started nothing. */
  protected ConditionalPriorConformance() {}

  /** Returns what a condition is made of. */
  protected abstract DataSchema condition();

  @Override
  final ArchitectureBuilder with(ArchitectureBuilder builder) {
    return super.with(builder.condition(condition()));
  }

  @Override
  final Condition given(Ops ops) {
    return Condition.of(ConditionRules.example(condition()).value(ops));
  }

  private ConditionRules rules() {
    return new ConditionRules(this, condition(), provider().name(), this::density);
  }

  private Tensor density(Architecture model, ModelPass pass, Condition c) {
    Tensor z = unit(pass.ops(), latent().event().prepend(BATCH), 2);
    return model.prior().given(pass, latent(), new Latents(), c).logProb(z);
  }

  @Test
  void r107_missingCondition_isRefused() {
    rules().missingIsRefused();
  }

  @Test
  void r107_conditionOfAnotherWidth_isRefused() {
    rules().anotherWidthIsRefused();
  }

  @Test
  void r108_row_readsItsOwnCondition() {
    rules().rowReadsItsOwn();
  }

  @Test
  void r108_everyColumn_isRead() {
    rules().everyColumnIsRead();
  }

  @Test
  void r109_unknown_isNoCategory() {
    rules().unknownIsNoCategory();
  }

  @Test
  void r109_maskedEntries_areNotRead() {
    rules().maskedIsNotRead();
  }

  @Test
  void r109_maskOfOnes_meansNone() {
    rules().maskOfOnesMeansNone();
  }
}
