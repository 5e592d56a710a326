package io.github.vae4j.core.model;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.DataSchema.Column;
import io.github.vae4j.api.tensor.Shape;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FitTest {
  private static DataSchema label(String name, int categories) {
    return new DataSchema(Shape.of(1), List.of(Column.category(name, categories)));
  }

  @Test
  void conditionsMustBeThoseThatTheModelReads() {
    Optional<DataSchema> digit = Optional.of(label("digit", 10));
    Fit.require("test", Optional.empty(), Optional.empty());
    Fit.require("test", digit, Optional.of(label("label", 10)));
    assertThatThrownBy(() -> Fit.require("test", digit, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "test: this model is conditional and no condition was given; give one of shape (1)"
                + " ('digit' of 10 categories) for each row");
    assertThatThrownBy(
            () -> Fit.require("test", Optional.empty(), Optional.of(DataSchema.of(2, 2))))
        .hasMessage(
            "test: conditions of shape (2, 2) were given, and this model reads none; leave them"
                + " out");
    assertThatThrownBy(() -> Fit.require("test", digit, Optional.of(label("digit", 3))))
        .hasMessage(
            "test: conditions of shape (1) ('digit' of 3 categories) were given, and this model"
                + " reads shape (1) ('digit' of 10 categories); give it what it was made for");
  }

  @Test
  void rowsMustBeOfTheModelsSizeAndKinds() {
    Fit.require("test", DataSchema.of(28, 28, 1), DataSchema.of(784));
    assertThatThrownBy(() -> Fit.require("rows", DataSchema.of(784), DataSchema.of(3)))
        .hasMessageContaining("rows of shape (3) were given, and this model reads shape (784)");
    assertThatThrownBy(() -> Fit.require("rows", label("a", 2), label("a", 9)))
        .hasMessageContaining("of 9 categories")
        .hasMessageContaining("of 2 categories");
    assertThatThrownBy(() -> Fit.require("rows", label("a", 2), DataSchema.of(1)))
        .hasMessageContaining("this model reads shape (1) ('a' of 2 categories)");
  }
}
