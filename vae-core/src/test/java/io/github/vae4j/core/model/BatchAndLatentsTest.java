package io.github.vae4j.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.api.model.Batch;
import io.github.vae4j.api.model.Condition;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.model.Latents;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.testing.OracleScope;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the parts of a model are handed: rows of data, and latents drawn so far. */
class BatchAndLatentsTest {
  private static final LatentGroup Z = LatentGroup.of("z", 2);
  private static final LatentGroup MAP = new LatentGroup("map", Shape.of(2, 3));

  private final OracleScope oracle = new OracleScope();
  private final Tensor x = oracle.spread(1, 4, 3);

  @AfterEach
  void close() {
    oracle.close();
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  @Test
  void everyPartOfABatchHasItsRows() {
    Tensor five = oracle.spread(2, 5, 3);
    Batch.Builder builder = Batch.builder(x);
    refused(() -> Batch.of(oracle.spread(1, 4)), "Batch: x must be (batch, dataSize), got (4)");
    refused(
        () -> Batch.of(oracle.spread(1, 4, 3, 1)),
        "Batch: x must be (batch, dataSize), got (4, 3, 1)");
    refused(() -> builder.mask(five), "Batch: mask must begin with (4, 3), got (5, 3)");
    refused(() -> builder.mask(oracle.spread(2, 4)), "Batch: mask must begin with (4, 3), got (4)");
    refused(() -> builder.target(five), "Batch: target must begin with (4), got (5, 3)");
    refused(() -> builder.targetMask(five), "Batch: targetMask must begin with (4), got (5, 3)");
    refused(
        () -> builder.condition(Condition.of(oracle.spread(3, 1, 2))),
        "Batch: condition must begin with (4), got (1, 2)");
    refused(() -> builder.rows(oracle.vector(1, 2)), "Batch: rows must begin with (4), got (2)");
    refused(
        () -> builder.known(Z, oracle.spread(1, 3, 2)),
        "Batch: known must begin with (4), got (3, 2)");
    refused(
        () -> builder.known(Z, oracle.spread(1, 4, 2), oracle.vector(1, 0, 1)),
        "Batch: known must begin with (4), got (3)");
  }

  @Test
  void whatIsNotGivenFollowsFromX() {
    Batch batch = Batch.of(x);
    assertThat(batch.size()).isEqualTo(4);
    assertThat(batch.observations()).isEqualTo(4);
    assertThat(batch.target()).isSameAs(x);
    assertThat(batch.mask()).isEmpty();
    assertThat(batch.targetMask()).isEmpty();
    assertThat(batch.rows()).isEmpty();
    assertThat(batch.known(Z)).isEmpty();
    assertThat(Batch.builder(x).observations(90).build().observations()).isEqualTo(90);
  }

  @Test
  void aMaskOfXScoresTheTargetOnlyWhereThatIsXItself() {
    Tensor mask = oracle.ops().full(1, x.shape());
    Tensor other = oracle.ops().full(0, x.shape());
    assertThat(Batch.builder(x).mask(mask).build().targetMask()).containsSame(mask);
    assertThat(Batch.builder(x).mask(mask).targetMask(other).build().targetMask())
        .containsSame(other);
    Batch imputing = Batch.builder(x).mask(mask).target(oracle.spread(2, 4, 3)).build();
    assertThat(imputing.mask()).containsSame(mask);
    assertThat(imputing.targetMask()).isEmpty();
  }

  @Test
  void knownLatentsAreThoseOfTheirGroup() {
    Tensor value = oracle.spread(1, 4, 2);
    Tensor mask = oracle.vector(1, 0, 0, 1);
    Batch.Known whole = Batch.builder(x).known(Z, value).build().known(Z).orElseThrow();
    assertThat(whole.value()).isSameAs(value);
    assertThat(whole.mask()).isEmpty();
    Batch some = Batch.builder(x).known(Z, value, mask).build();
    assertThat(some.known(Z).orElseThrow().mask()).containsSame(mask);
    assertThat(some.known(MAP)).isEmpty();
  }

  @Test
  void latentsAreFilledInOrder() {
    Latents latents = new Latents();
    assertThatThrownBy(() -> latents.get("z"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Latents.get: group 'z' has no value; drawn so far: []");
    assertThatThrownBy(latents::only)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("one group expected, drawn so far: []");
    Tensor first = oracle.spread(1, 4, 2);
    latents.put(Z, first);
    assertThat(latents.only()).isSameAs(first);
    latents.put(MAP, oracle.spread(2, 7, 4, 2, 3));
    assertThat(latents.drawn()).containsExactlyInAnyOrder("z", "map");
    assertThat(latents.get("z")).isSameAs(first);
    assertThatThrownBy(() -> latents.get("y")).hasMessageContaining("drawn so far: [z, map]");
    assertThatThrownBy(latents::only)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("drawn so far: [z, map]");
  }

  @Test
  void aValueFitsItsGroupAndIsPutOnce() {
    refused(
        () -> Latents.of(MAP, oracle.spread(1, 4, 3, 2)),
        "Latents.put: a value of group 'map' must end in (2, 3), got (4, 3, 2)");
    refused(
        () -> Latents.of(MAP, oracle.spread(1, 3)),
        "Latents.put: a value of group 'map' must end in (2, 3), got (3)");
    Latents latents = Latents.of(Z, oracle.spread(1, 4, 2));
    assertThatThrownBy(() -> latents.put(Z, oracle.spread(2, 4, 2)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Latents.put: group 'z' has a value already");
  }

  @Test
  void whatIsDerivedIsComputedOnceForEachKey() {
    Latents latents = Latents.of(Z, oracle.spread(1, 4, 2));
    Object key = new Object();
    Tensor derived = latents.once(key, () -> latents.only().mul(2));
    Tensor again =
        latents.once(
            key,
            () -> {
              throw new AssertionError("derived twice");
            });
    assertThat(again).isSameAs(derived);
    Tensor other = latents.once(new Object(), () -> latents.only().mul(3));
    assertThat(other).isNotSameAs(derived);
    Latents later = Latents.of(Z, oracle.spread(2, 4, 2));
    Tensor anew = later.once(key, () -> later.only().mul(2));
    assertThat(anew).isNotSameAs(derived);
  }
}
