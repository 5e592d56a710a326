package io.github.vae4j.core.model;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.DataSchema.Column;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.plugin.Options;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.core.plugin.JsonOptions;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The shapes in a model's description.
 *
 * @param data what an observation is made of
 * @param condition what a condition is made of
 * @param latents the latent groups, none in a regressor or classifier
 */
record SchemaOptions(DataSchema data, Optional<DataSchema> condition, List<LatentGroup> latents) {
  static final String DATA = "data";
  static final String CONDITION = "condition";
  static final String LATENTS = "latents";

  static SchemaOptions read(JsonOptions model) {
    DataSchema data =
        model
            .section(DATA)
            .map(SchemaOptions::schema)
            .orElseThrow(
                () -> model.refuse(DATA, "missing; write it like {\"shape\": [28, 28, 1]}"));
    Optional<DataSchema> condition = model.section(CONDITION).map(SchemaOptions::schema);
    List<LatentGroup> latents = model.sections(LATENTS).stream().map(SchemaOptions::group).toList();
    if (!model.has(LATENTS)) {
      throw model.refuse(
          LATENTS,
          "missing; write them like [{\"name\": \"z\", \"shape\": [20]}], or [] for a model without");
    }
    Set<String> names = new HashSet<>();
    for (LatentGroup group : latents) {
      if (!names.add(group.name())) {
        throw model.refuse(LATENTS, "two groups are called '" + group.name() + "'");
      }
    }
    return new SchemaOptions(data, condition, latents);
  }

  /** Returns a group of latents as the values of its JSON. */
  static Map<String, Object> values(LatentGroup group) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", group.name());
    values.put("shape", sizes(group.event()));
    return values;
  }

  /** Returns a schema as the values of its JSON. */
  static Map<String, Object> values(DataSchema schema) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("shape", sizes(schema.shape()));
    if (!schema.columns().isEmpty()) {
      values.put("columns", schema.columns().stream().map(SchemaOptions::column).toList());
    }
    return values;
  }

  private static List<Integer> sizes(Shape shape) {
    return Arrays.stream(shape.toArray()).boxed().toList();
  }

  private static Map<String, Object> column(Column column) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", column.name());
    values.put("kind", JsonOptions.spelled(column.kind()));
    values.put("categories", column.categories());
    return values;
  }

  private static DataSchema schema(Options options) {
    Shape shape = shape(options);
    List<Column> columns = options.sections("columns").stream().map(SchemaOptions::column).toList();
    if (!columns.isEmpty() && columns.size() != shape.size()) {
      throw options.refuse(
          "columns",
          columns.size() + " columns for rows of shape " + shape + "; one each is wanted");
    }
    return new DataSchema(shape, columns);
  }

  private static Column column(Options options) {
    String name = options.text("name", "");
    Column.Kind kind = options.choice("kind", Column.Kind.REAL);
    int categories = options.integer("categories", 0);
    if (kind == Column.Kind.CATEGORY ? categories < 1 : categories != 0) {
      throw options.refuse(
          "categories",
          "must be 1 or more for a category and 0 for other kinds, got "
              + categories
              + " for "
              + JsonOptions.spelled(kind));
    }
    return new Column(name, kind, categories);
  }

  private static LatentGroup group(Options options) {
    String name = options.text("name", "");
    if (name.isBlank()) {
      throw options.refuse("name", "missing; a group of latents needs a name, such as \"z\"");
    }
    return new LatentGroup(name, shape(options));
  }

  private static Shape shape(Options options) {
    List<Integer> sizes = options.integers("shape", List.of());
    if (sizes.isEmpty() || sizes.stream().anyMatch(size -> size < 1)) {
      throw options.refuse("shape", "must be a list of whole numbers from 1 on, got " + sizes);
    }
    Shape shape = Shape.of(sizes.stream().mapToInt(Integer::intValue).toArray());
    try {
      Math.toIntExact(shape.size());
    } catch (ArithmeticException e) {
      throw options.refuse("shape", "has more than " + Integer.MAX_VALUE + " entries: " + sizes);
    }
    return shape;
  }
}
