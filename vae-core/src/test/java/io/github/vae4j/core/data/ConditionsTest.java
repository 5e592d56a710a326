package io.github.vae4j.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.api.model.Batch;
import io.github.vae4j.api.model.Condition;
import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.core.testing.OracleScope;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConditionsTest {
  private static final boolean[] LEFT = {true, false};

  private static Dataset pairs() {
    return Dataset.of(DataSchema.of(2), new float[] {1, 2, 3, 4, 5, 6}, new int[] {2, 0, 1});
  }

  private static float[] row(Conditions conditions, int row) {
    float[] copy = new float[conditions.schema().size()];
    conditions.copyRow(row, copy, 0);
    return copy;
  }

  @Test
  void labelsAreOneColumnOfCategories() {
    Conditions labels = Conditions.labels(10, 7, 0, 9);
    assertThat(labels.size()).isEqualTo(3);
    assertThat(labels.schema()).isEqualTo(Conditions.labelSchema(10));
    assertThat(labels.schema().columns().get(0).categories()).isEqualTo(10);
    assertThat(row(labels, 2)).containsExactly(9);
    assertThat(row(labels.slice(1, 3), 1)).containsExactly(9);
    assertThat(row(pairs().givenLabels(3).conditions().orElseThrow(), 0)).containsExactly(2);
  }

  @Test
  void labelsOutOfBoundsAreRefusedByRowAndValue() {
    assertThatThrownBy(() -> Conditions.labels(10, 3, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Dataset: row 1 has 10.0 as 'label'; it must be a whole number from 0 to 9");
    assertThatThrownBy(() -> Conditions.labels(10, -1)).hasMessageContaining("row 0 has -1.0");
    assertThatThrownBy(
            () -> Conditions.of(Dataset.of(Conditions.labelSchema(3), new float[] {1.5f}, null)))
        .hasMessageContaining("row 0 has 1.5");
    Dataset plain = Dataset.of(DataSchema.of(2), new float[] {1, 2}, null);
    assertThatThrownBy(() -> plain.givenLabels(3)).hasMessageContaining("have no labels");
  }

  @Test
  void anUnknownLabelIsCopiedAsZero() {
    Dataset labels = Dataset.of(Conditions.labelSchema(3), new float[] {1, 2}, null);
    Conditions known = Conditions.of(labels, Masks.each(new boolean[][] {{false}, {true}}));
    assertThat(row(known, 0)).containsExactly(0);
    assertThat(row(known, 1)).containsExactly(2);
  }

  @Test
  void completingGivesWhatIsSeenAndScoresTheRest() {
    try (OracleScope oracle = new OracleScope()) {
      Batch batch =
          pairs().completing(Masks.same(LEFT)).slice(1, 3).batch(0, 2).batch(oracle.ops());
      assertThat(batch.x().toDoubles()).containsExactly(3, 4, 5, 6);
      assertThat(batch.condition().require("test").toDoubles()).containsExactly(3, 0, 5, 0);
      assertThat(batch.condition().mask().orElseThrow().toDoubles()).containsExactly(1, 0, 1, 0);
      assertThat(batch.targetMask().orElseThrow().toDoubles()).containsExactly(0, 1, 0, 1);
    }
  }

  @Test
  void everyRowMayHaveAMaskOfItsOwn() {
    Masks seen = Masks.each(new boolean[][] {{true, true}, {false, false}, {true, false}});
    Dataset data = pairs().completing(seen);
    Conditions conditions = data.conditions().orElseThrow();
    assertThat(row(conditions, 0)).containsExactly(1, 2);
    assertThat(row(conditions, 1)).containsExactly(0, 0);
    assertThat(row(conditions, 2)).containsExactly(5, 0);
    Masks scored = data.slice(2, 3).scored().orElseThrow();
    assertThat(scored.get(0, 0)).isFalse();
    assertThat(scored.get(0, 1)).isTrue();
    assertThatThrownBy(() -> pairs().slice(0, 2).completing(seen))
        .hasMessage("Conditions: 3 masks for 2 rows; give one for each, or one for all");
    assertThatThrownBy(() -> pairs().completing(Masks.same(new boolean[3])))
        .hasMessage("Conditions: a mask has 3 entries, a row 2; give one for each");
    assertThatThrownBy(() -> Masks.each(new boolean[][] {{true}, {true, false}}))
        .hasMessageContaining("the mask of row 1 has 2 entries, that of row 0 1");
    assertThatThrownBy(() -> Masks.each(new boolean[0][])).hasMessageContaining("no masks");
  }

  @Test
  void conditionsReachABatchAsTheyAre() {
    try (OracleScope oracle = new OracleScope()) {
      Dataset values = Dataset.of(DataSchema.of(1), new float[] {0.5f, -1, 2}, null);
      Batch batch = pairs().given(Conditions.of(values)).batch(1, 3).batch(oracle.ops());
      assertThat(batch.condition().require("test").toDoubles()).containsExactly(-1, 2);
      assertThat(batch.condition().mask()).isEmpty();
      assertThat(batch.targetMask()).isEmpty();
      Condition read = Conditions.of(values).condition(oracle.ops(), 0, 2);
      assertThat(read.require("test").toDoubles()).containsExactly(0.5, -1);
      Batch plain = pairs().batch(0, 3).batch(oracle.ops());
      assertThat(plain.condition().value()).isEmpty();
    }
    assertThatThrownBy(() -> pairs().given(Conditions.labels(2, 1)))
        .hasMessage("Dataset.given: 1 conditions for 3 rows; give one for each");
  }

  @Test
  void digestsTellConditionsApart() {
    Dataset plain = pairs();
    Dataset left = plain.completing(Masks.same(LEFT));
    assertThat(left.digest()).isEqualTo(pairs().completing(Masks.same(LEFT)).digest());
    assertThat(left.digest()).isNotEqualTo(plain.digest());
    assertThat(left.digest())
        .isNotEqualTo(plain.completing(Masks.same(new boolean[] {false, true})).digest());
    assertThat(plain.givenLabels(3).digest()).isNotEqualTo(plain.givenLabels(4).digest());
    assertThat(plain.digest()).isEqualTo(pairs().digest());
  }

  @Test
  void everyCombinationOfWhatComesWithRowsHasADigestOfItsOwn() {
    Masks left = Masks.same(LEFT);
    Dataset values = Dataset.of(DataSchema.of(2), new float[6], null);
    Set<String> digests = new HashSet<>();
    for (Dataset rows :
        List.of(
            pairs(),
            pairs().scoring(left),
            pairs().scoring(left.not()),
            pairs().given(Conditions.of(values)),
            pairs().given(Conditions.of(values)).scoring(left),
            pairs().given(Conditions.of(values, left)),
            pairs().given(Conditions.of(values, left)).scoring(left),
            pairs().given(Conditions.of(values, left)).scoring(left.not()))) {
      assertThat(digests.add(rows.digest())).isTrue();
    }
  }

  @Test
  void nothingIsReplacedSilently() {
    Masks left = Masks.same(LEFT);
    assertThatThrownBy(() -> pairs().givenLabels(3).completing(left))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Dataset.given: these rows have conditions of shape (1) already; take them off with"
                + " plain()");
    assertThatThrownBy(() -> pairs().completing(left).givenLabels(3))
        .hasMessageContaining("conditions of shape (2) already");
    assertThatThrownBy(() -> pairs().scoring(left).completing(left))
        .hasMessageContaining("masks of what is scored already; take them off with plain()");
    assertThatThrownBy(() -> pairs().completing(Masks.same(new boolean[] {true, true})))
        .hasMessage("Dataset.scoring: the masks leave nothing to score; set one entry or more");
    assertThat(pairs().completing(left).plain().digest()).isEqualTo(pairs().digest());
  }

  @Test
  void oneMaskForEachRowIsNotOneForAll() {
    Masks one = Masks.each(new boolean[][] {LEFT});
    assertThatThrownBy(() -> pairs().completing(one))
        .hasMessage("Conditions: 1 masks for 3 rows; give one for each, or one for all");
    Dataset none = pairs().completing(Masks.each(new boolean[][] {LEFT, LEFT, LEFT})).slice(0, 0);
    assertThat(none.widths()).containsEntry(BatchPart.SCORED, 2);
    assertThatThrownBy(() -> pairs().batch(2, 2))
        .hasMessage("Dataset.batch: rows 2 to 2 of a set of 3");
  }
}
