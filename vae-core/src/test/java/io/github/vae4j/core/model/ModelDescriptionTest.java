package io.github.vae4j.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.DataSchema.Column;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Shape;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelDescriptionTest {
  private static final String PARTS =
      "\"encoder\":{\"type\":\"mlp\",\"hidden\":[400]},\"prior\":{\"type\":\"standard-normal\"},"
          + "\"decoder\":{\"type\":\"mlp\"},\"likelihood\":{\"type\":\"bernoulli\"}";
  private static final String LATENTS = "\"latents\":[{\"name\":\"z\",\"shape\":[20]}]";
  private static final String DATA = "\"data\":{\"shape\":[28,28,1]}";

  private static void refused(String json, String message) {
    assertThatThrownBy(() -> ModelDescription.parse(json))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(message);
  }

  private static String with(String data, String latents) {
    return "{" + data + "," + latents + "," + PARTS + "}";
  }

  @Test
  void readsShapesAndKeepsPartsAsTheyAre() {
    ModelDescription model =
        ModelDescription.parse(
            "{"
                + PARTS
                + ",\"latents\":[{\"name\":\"y\",\"shape\":[3]},{\"name\":\"z\",\"shape\":[2,2]}],"
                + DATA
                + ",\"condition\":{\"shape\":[10]}}");
    assertThat(model.data()).isEqualTo(DataSchema.of(28, 28, 1));
    assertThat(model.condition()).contains(DataSchema.of(10));
    assertThat(model.latents())
        .containsExactly(LatentGroup.of("y", 3), new LatentGroup("z", Shape.of(2, 2)));
    assertThat(model.toJson())
        .isEqualTo(
            "{"
                + DATA
                + ",\"condition\":{\"shape\":[10]},\"latents\":[{\"name\":\"y\",\"shape\":[3]},"
                + "{\"name\":\"z\",\"shape\":[2,2]}],"
                + PARTS
                + "}");
    assertThat(ModelDescription.parse(model.toJson())).isEqualTo(model).hasSameHashCodeAs(model);
  }

  @Test
  void readsTheColumnsOfATable() {
    ModelDescription model =
        ModelDescription.parse(
            with(
                "\"data\":{\"shape\":[2],\"columns\":[{\"name\":\"age\",\"kind\":\"count\"},"
                    + "{\"name\":\"sex\",\"kind\":\"category\",\"categories\":2}]}",
                LATENTS));
    DataSchema table =
        new DataSchema(Shape.of(2), List.of(Column.count("age"), Column.category("sex", 2)));
    assertThat(model.data()).isEqualTo(table);
    assertThat(ModelDescription.mlp(table, 2, List.of(8), Activation.TANH, "gaussian").data())
        .isEqualTo(table);
  }

  @Test
  void writesTheStandardModel() {
    assertThat(
            ModelDescription.mlp(
                    DataSchema.of(28, 28, 1), 20, List.of(400, 200), Activation.RELU, "bernoulli")
                .toJson())
        .isEqualTo(
            "{"
                + DATA
                + ","
                + LATENTS
                + ",\"encoder\":{\"type\":\"mlp\",\"hidden\":[400,200],\"activation\":\"relu\"},"
                + "\"prior\":{\"type\":\"standard-normal\"},"
                + "\"decoder\":{\"type\":\"mlp\",\"hidden\":[200,400],\"activation\":\"relu\"},"
                + "\"likelihood\":{\"type\":\"bernoulli\"}}");
  }

  @Test
  void writesTheConvolutionalModel() {
    assertThat(
            ModelDescription.conv(
                    DataSchema.of(28, 28, 1), 20, List.of(8, 16), Activation.SILU, "bernoulli")
                .toJson())
        .isEqualTo(
            "{"
                + DATA
                + ","
                + LATENTS
                + ",\"encoder\":{\"type\":\"conv\",\"channels\":[8,16],\"activation\":\"silu\"},"
                + "\"prior\":{\"type\":\"standard-normal\"},"
                + "\"decoder\":{\"type\":\"conv\",\"channels\":[16,8],\"activation\":\"silu\"},"
                + "\"likelihood\":{\"type\":\"bernoulli\"}}");
  }

  @Test
  void isMadeOfItsParts() {
    DataSchema data = DataSchema.of(28, 28, 1);
    List<LatentGroup> z = List.of(LatentGroup.of("z", 20));
    Map<String, Object> encoder = new LinkedHashMap<>();
    encoder.put("type", "mlp");
    encoder.put("hidden", List.of(400));
    Map<String, Map<String, Object>> parts = new HashMap<>();
    parts.put("likelihood", Map.of("type", "bernoulli"));
    parts.put("decoder", Map.of("type", "mlp"));
    parts.put("prior", Map.of("type", "standard-normal"));
    assertThatThrownBy(() -> ModelDescription.of(data, z, parts))
        .hasMessage("encoder: missing; describe it like {\"type\": \"…\"}");
    parts.put("encoder", encoder);
    assertThat(ModelDescription.of(data, z, parts))
        .isEqualTo(ModelDescription.parse(with(DATA, LATENTS)));
    parts.put("data", Map.of());
    assertThatThrownBy(() -> ModelDescription.of(data, z, parts))
        .hasMessageStartingWith("No part 'data'.");
  }

  @Test
  void takesACondition() {
    ModelDescription model = ModelDescription.parse(with(DATA, LATENTS));
    DataSchema label = new DataSchema(Shape.of(1), List.of(Column.category("label", 10)));
    ModelDescription conditional = model.withCondition(DataSchema.of(7)).withCondition(label);
    assertThat(conditional.condition()).contains(label);
    assertThat(model.condition()).isEmpty();
    assertThat(conditional.toJson())
        .startsWith(
            "{"
                + DATA
                + ",\"condition\":{\"shape\":[1],\"columns\":[{\"name\":\"label\",\"kind\":\"category\","
                + "\"categories\":10}]},\"latents\"");
  }

  @Test
  void changesOnePart() {
    ModelDescription model =
        ModelDescription.parse(with(DATA, LATENTS)).with("likelihood", "{\"type\":\"gaussian\"}");
    assertThat(model.toJson()).endsWith("\"likelihood\":{\"type\":\"gaussian\"}}");
    assertThatThrownBy(() -> model.with("likelyhood", "{}"))
        .hasMessage(
            "No part 'likelyhood'. Did you mean 'likelihood'? Available: decoder, encoder,"
                + " likelihood, prior.");
  }

  @Test
  void refusesWhatIsMissingOrUnknown() {
    refused("{}", "data: missing; write it like {\"shape\": [28, 28, 1]}");
    refused(
        "{" + DATA + "}",
        "latents: missing; write them like [{\"name\": \"z\", \"shape\": [20]}], or [] for a model"
            + " without");
    refused(
        "{" + DATA + "," + LATENTS + "}", "encoder: missing; describe it like {\"type\": \"…\"}");
    refused(
        with(DATA, LATENTS + ",\"pryor\":{}"),
        "No option 'pryor'. Did you mean 'prior'? Available: condition, data, decoder, encoder,"
            + " latents, likelihood, prior, terms.");
    refused(
        with("\"data\":{\"shape\":[4],\"shapes\":[5]}", LATENTS),
        "data: no option 'shapes'. Did you mean 'shape'? Available: columns, shape.");
    assertThatThrownBy(() -> ModelDescription.parse("{", "model"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("model: not valid JSON at line 1");
  }

  @Test
  void refusesShapesThatAreNone() {
    refused(
        with("\"data\":{\"shape\":[28,0]}", LATENTS),
        "data.shape: must be a list of whole numbers from 1 on, got [28, 0]");
    refused(
        with("\"data\":{}", LATENTS),
        "data.shape: must be a list of whole numbers from 1 on, got []");
    refused(
        with("\"data\":{\"shape\":[65536,65536]}", LATENTS),
        "data.shape: has more than 2147483647 entries: [65536, 65536]");
    refused(
        with(DATA, "\"latents\":[{\"shape\":[2]}]"),
        "latents[0].name: missing; a group of latents needs a name, such as \"z\"");
    refused(
        with(DATA, "\"latents\":[{\"name\":\"z\",\"shape\":[2]},{\"name\":\"z\",\"shape\":[2]}]"),
        "latents: two groups are called 'z'");
    refused(
        with("\"data\":{\"shape\":[2],\"columns\":[{\"name\":\"a\"}]}", LATENTS),
        "data.columns: 1 columns for rows of shape (2); one each is wanted");
    refused(
        with(
            "\"data\":{\"shape\":[1],\"columns\":[{\"name\":\"a\",\"kind\":\"category\"}]}",
            LATENTS),
        "data.columns[0].categories: must be 1 or more for a category and 0 for other kinds, got 0 for"
            + " category");
  }
}
