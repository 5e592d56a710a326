package io.github.vae4j.core.model;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.DataSchema.Column;
import java.util.List;
import java.util.Optional;

/** Whether what is given is what a model reads. */
final class Fit {
  private Fit() {}

  /** Refuses rows of another size, or with columns of other kinds; their names do not matter. */
  static void require(String what, DataSchema model, DataSchema given) {
    if (given.size() != model.size()
        || (!model.columns().isEmpty() && !kinds(given).equals(kinds(model)))) {
      throw new IllegalArgumentException(
          what
              + " of "
              + words(given)
              + " were given, and this model reads "
              + words(model)
              + "; give it what it was made for");
    }
  }

  /** Refuses conditions that a model does not read, and their absence where it reads some. */
  static void require(String operation, Optional<DataSchema> model, Optional<DataSchema> given) {
    if (model.isEmpty() && given.isPresent()) {
      throw new IllegalArgumentException(
          operation
              + ": conditions of "
              + words(given.get())
              + " were given, and this model reads none; leave them out");
    }
    if (model.isPresent() && given.isEmpty()) {
      throw new IllegalArgumentException(
          operation
              + ": this model is conditional and no condition was given; give one of "
              + words(model.get())
              + " for each row");
    }
    if (model.isPresent()) {
      require(operation + ": conditions", model.get(), given.get());
    }
  }

  /** Returns the number of categories of each column, 0 for numbers. */
  private static List<Integer> kinds(DataSchema schema) {
    return schema.columns().stream().map(Column::categories).toList();
  }

  private static String words(DataSchema schema) {
    List<String> categories =
        schema.columns().stream()
            .filter(column -> column.categories() > 0)
            .map(column -> "'" + column.name() + "' of " + column.categories() + " categories")
            .toList();
    return "shape "
        + schema.shape()
        + (categories.isEmpty() ? "" : " (" + String.join(", ", categories) + ")");
  }
}
