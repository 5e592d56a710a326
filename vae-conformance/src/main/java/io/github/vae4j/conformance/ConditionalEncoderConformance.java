package io.github.vae4j.conformance;

import io.github.vae4j.api.model.Condition;
import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.core.model.ArchitectureBuilder;
import org.junit.jupiter.api.Test;

/**
 * The rules of an {@link io.github.vae4j.api.model.Encoder} that reads a condition: those of every
 * encoder, with a condition made up from {@link #condition}, and those of every part that reads
 * one.
 */
public abstract class ConditionalEncoderConformance extends EncoderConformance {

  /** Makes a suite that has started nothing. */
  protected ConditionalEncoderConformance() {}

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
    return new ConditionRules(
        this,
        condition(),
        provider().name(),
        (model, pass, c) -> posterior(model, pass, rows(pass), c).logProb(values(pass)));
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
