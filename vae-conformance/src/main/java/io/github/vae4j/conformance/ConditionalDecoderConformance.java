package io.github.vae4j.conformance;

import io.github.vae4j.api.model.Condition;
import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.Latents;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.model.ArchitectureBuilder;
import org.junit.jupiter.api.Test;

/**
 * The rules of a {@link io.github.vae4j.api.model.Decoder} that reads a condition: those of every
 * decoder, with a condition made up from {@link #condition}, and those of every part that reads
 * one.
 */
public abstract class ConditionalDecoderConformance extends DecoderConformance {

  /** Makes a suite that has started nothing. */
  protected ConditionalDecoderConformance() {}

  /** Returns what a condition is made of. */
  protected abstract DataSchema condition();

  /**
   * Returns whether the decoder refuses a model without latents, which then is demanded; false by
   * default.
   */
  protected boolean needsLatents() {
    return false;
  }

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
        (model, pass, c) -> decoded(model, pass, values(pass), c));
  }

  @Test
  void r97_modelWithoutLatents_hasParametersForEachRowOrIsRefused() {
    ArchitectureBuilder without = with(standard().latents());
    if (needsLatents()) {
      Check.refused(
          "a model without latents", ConfigurationException.class, without::build, "latents");
      return;
    }
    on(
        without.build(),
        (model, pass) -> {
          Tensor decoded = model.decoder().decode(pass, new Latents(), given(pass.ops()));
          Check.equal(
              "shape of the parameters without latents", parameters(model), decoded.shape());
        });
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
