package io.github.vae4j.examples.pairs;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.DataSchema.Column;
import io.github.vae4j.api.plugin.Options;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.core.data.Conditions;
import io.github.vae4j.core.plugin.JsonOptions;
import java.util.List;

/** The kinds of condition, and how the conditional parts are to read them. */
enum Told {
  LABEL("{}"),
  IMAGE_PART("{\"unseen\": -1, \"mask\": true}"),
  TABLE("{\"embedding\": 2}");

  private final String reading;

  Told(String reading) {
    this.reading = reading;
  }

  DataSchema schema() {
    return switch (this) {
      case LABEL -> Conditions.labelSchema(3);
      case IMAGE_PART -> DataSchema.of(2, 3, 1);
      case TABLE ->
          new DataSchema(
              Shape.of(4),
              List.of(
                  Column.real("size"),
                  Column.category("colour", 3),
                  Column.count("number"),
                  Column.category("kind", 2)));
    };
  }

  /** Returns the options of a part with one hidden layer. */
  Options options() {
    return JsonOptions.parse("{\"hidden\": [5], \"condition\": " + reading + "}", "test");
  }
}
