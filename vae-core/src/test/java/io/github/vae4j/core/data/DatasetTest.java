package io.github.vae4j.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.api.model.DataSchema;
import org.junit.jupiter.api.Test;

class DatasetTest {
  private static final DataSchema PAIR = DataSchema.of(2);

  @Test
  void keepsItsOwnCopyOfValuesAndLabels() {
    float[] values = {1, 2, 3, 4};
    int[] labels = {7, 8};
    Dataset data = Dataset.of(PAIR, values, labels);
    values[0] = 9;
    labels[0] = 9;
    data.row(1)[0] = 9;
    data.labels().orElseThrow()[1] = 9;

    assertThat(data.size()).isEqualTo(2);
    assertThat(data.row(0)).containsExactly(1, 2);
    assertThat(data.row(1)).containsExactly(3, 4);
    assertThat(data.labels()).contains(new int[] {7, 8});
  }

  @Test
  void scalesGreyLevelsTo255ths() {
    Dataset data = Dataset.ofLevels(PAIR, new byte[] {0, (byte) 255, 51, (byte) 128}, null);
    assertThat(data.row(0)).containsExactly(0f, 1f);
    assertThat(data.row(1)).containsExactly(0.2f, 128 / 255f);
    assertThat(data.labels()).isEmpty();
  }

  @Test
  void copiesARowToAPlace() {
    float[] into = {-1, -1, -1, -1};
    Dataset.of(PAIR, new float[] {1, 2, 3, 4}, null).copyRow(1, into, 1);
    assertThat(into).containsExactly(-1, 3, 4, -1);
  }

  @Test
  void slicesRowsAndLabelsAlike() {
    Dataset data = Dataset.of(PAIR, new float[] {1, 2, 3, 4, 5, 6}, new int[] {0, 1, 2});
    Dataset last = data.slice(1, 3).slice(1, 2);
    assertThat(last.size()).isEqualTo(1);
    assertThat(last.row(0)).containsExactly(5, 6);
    assertThat(last.labels()).contains(new int[] {2});
    assertThatThrownBy(() -> last.row(1))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageContaining("row 1")
        .hasMessageContaining("1");
    assertThatThrownBy(() -> data.slice(2, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 to 4")
        .hasMessageContaining("3");
  }

  @Test
  void digestNamesTheContent() {
    float[] values = {1, 2, 3, 4};
    Dataset data = Dataset.of(PAIR, values, new int[] {0, 1});
    assertThat(data.digest())
        .hasSize(64)
        .isEqualTo(Dataset.of(PAIR, values, new int[] {0, 1}).digest());
    assertThat(data.digest())
        .isNotEqualTo(Dataset.of(PAIR, values, null).digest())
        .isNotEqualTo(Dataset.of(PAIR, values, new int[] {0, 2}).digest())
        .isNotEqualTo(Dataset.of(DataSchema.of(1), values, null).digest())
        .isNotEqualTo(Dataset.of(PAIR, new float[] {1, 2, 3, 5}, new int[] {0, 1}).digest())
        .isNotEqualTo(data.slice(0, 1).digest());
    assertThat(data.slice(0, 2).digest()).isEqualTo(data.digest());
    assertThat(data.slice(1, 2).digest())
        .isEqualTo(Dataset.of(PAIR, new float[] {3, 4}, new int[] {1}).digest());
    assertThat(Dataset.of(PAIR, values, null, "named").digest()).isEqualTo("named");
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatThrownBy(() -> Dataset.of(PAIR, new float[3], null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 entries")
        .hasMessageContaining("(2)");
    assertThatThrownBy(() -> Dataset.of(PAIR, new float[4], new int[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 labels for 2 rows");
    assertThatThrownBy(() -> Dataset.of(PAIR, new float[] {0, 0, 0, Float.NaN}, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("entry 1 of row 1 is NaN");
    assertThatThrownBy(() -> Dataset.of(DataSchema.of(0), new float[0], null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void rowsThatAreReadWhereTheyStandAreTheSameRows() {
    float[][] rows = {{1, 2}, {3, 4}, {5, 6}};
    Dataset viewed = Dataset.viewing(PAIR, rows);
    assertThat(viewed.size()).isEqualTo(3);
    assertThat(viewed.slice(1, 3).row(1)).containsExactly(5, 6);
    assertThat(viewed.row(0)).isNotSameAs(rows[0]).containsExactly(1, 2);
    assertThat(viewed.batch(0, 3).x()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(Dataset.viewing(PAIR, new float[0][]).size()).isZero();
    assertThatThrownBy(() -> Dataset.viewing(PAIR, new float[][] {{1, 2}, {3}}))
        .hasMessage("Dataset.viewing: row 1 has 1 entries, one of shape (2) has 2");
    assertThatThrownBy(() -> Dataset.viewing(PAIR, new float[][] {{1, Float.NaN}}))
        .hasMessage(
            "Dataset: entry 1 of row 0 is NaN; entries must be finite: put 0 where one is missing, and say by Masks that it is");
  }
}
