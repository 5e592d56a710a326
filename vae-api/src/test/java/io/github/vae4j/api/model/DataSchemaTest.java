package io.github.vae4j.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.api.model.DataSchema.Column;
import io.github.vae4j.api.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class DataSchemaTest {
  @Test
  void aTableHasAColumnForEachEntry() {
    List<Column> columns = List.of(Column.real("age"), Column.category("sex", 2));
    assertThat(new DataSchema(Shape.of(2), columns).size()).isEqualTo(2);
    assertThat(DataSchema.of(28, 28, 1).columns()).isEmpty();
    assertThatThrownBy(() -> new DataSchema(Shape.of(3), columns))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "DataSchema: 2 columns for rows of shape (3); name one for each entry, or none");
  }

  @Test
  void onlyCategoriesHaveANumberOfThem() {
    assertThat(Column.count("children").categories()).isZero();
    assertThatThrownBy(() -> Column.category("label", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Column 'label': categories must be 1 or more for a CATEGORY and 0 for other kinds,"
                + " got 0 for CATEGORY");
    assertThatThrownBy(() -> new Column("age", Column.Kind.REAL, 3))
        .hasMessageContaining("got 3 for REAL");
  }
}
