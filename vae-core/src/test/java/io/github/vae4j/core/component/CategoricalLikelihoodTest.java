package io.github.vae4j.core.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.DataSchema.Column;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.distribution.Categories;
import io.github.vae4j.core.plugin.JsonOptions;
import io.github.vae4j.core.testing.OracleScope;
import io.github.vae4j.core.testing.Part;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CategoricalLikelihoodTest {
  private static final Column COLOUR = Column.category("colour", 3);
  private static final Column SIZE = Column.category("size", 2);

  private final OracleScope oracle = new OracleScope();

  @AfterEach
  void close() {
    oracle.close();
  }

  private Part<CategoricalLikelihood> part(DataSchema data) {
    return Part.of(
        oracle,
        Part.plain(data, LatentGroup.of("z", 2)),
        context ->
            (CategoricalLikelihood)
                new CategoricalLikelihoodProvider().create(JsonOptions.empty(), context));
  }

  private static DataSchema table(Column... columns) {
    return new DataSchema(Shape.of(columns.length), List.of(columns));
  }

  @Test
  void theDecoderGivesTheLogitsOfAllCategoriesColumnByColumn() {
    DataSchema data = table(COLOUR, SIZE);
    Part<CategoricalLikelihood> part = part(data);
    assertThat(part.declared()).isEmpty();
    assertThat(part.get().parameterShape(data)).isEqualTo(Shape.of(5));
    Tensor logits = oracle.spread(1, 7, 4, 5);
    Tensor x = oracle.tensor(Shape.of(4, 2), 0, 1, 2, 0, 1, 1, 2, 1);
    Categories p = part.get().given(part.pass(), logits);
    assertThat(p.logProb(x).shape()).isEqualTo(Shape.of(7, 4));
    assertThat(p.logProb(x).toDoubles())
        .isEqualTo(Categories.ofLogits(logits, List.of(3, 2)).logProb(x).toDoubles());
    assertThatThrownBy(() -> part.get().given(part.pass(), x))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "likelihood 'categorical': the decoder's output has shape (4, 2); its last axis must"
                + " have 5 entries");
  }

  @Test
  void otherDataIsRefusedByName() {
    assertThatThrownBy(() -> part(table(COLOUR, Column.real("age"))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "likelihood 'categorical' reads columns of categories, and column 'age' is of kind REAL;"
                + " make it a category, or take another likelihood");
    assertThatThrownBy(() -> part(DataSchema.of(28, 28, 1)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("of shape (28, 28, 1), names no columns")
        .hasMessageContaining("each of kind category");
  }
}
