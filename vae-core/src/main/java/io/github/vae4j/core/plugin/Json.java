package io.github.vae4j.core.plugin;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.vae4j.api.plugin.ConfigurationException;
import java.util.Map;

/** JSON text to a tree, strictly, and back. */
final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /** Returns the object that a text holds; {@code where} begins the message if it is none. */
  static ObjectNode parse(String json, String where) {
    String what = where.isEmpty() ? "options" : where;
    JsonNode tree;
    try {
      tree = MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new ConfigurationException(what + ": not valid JSON" + place(e) + complaint(e), e);
    }
    if (tree instanceof ObjectNode object) {
      return object;
    }
    throw new ConfigurationException(
        what + ": a JSON object in braces is wanted, got " + kind(tree));
  }

  static ObjectNode tree(Map<String, ?> values) {
    return MAPPER.valueToTree(values);
  }

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static JsonNode node(Object value) {
    return MAPPER.valueToTree(value);
  }

  static String write(JsonNode tree) {
    return tree.toString();
  }

  /** Returns a value as a message shows it: as it was written, or what it is where that is long. */
  static String kind(JsonNode value) {
    if (value.isMissingNode()) {
      return "nothing";
    }
    String text = value.isNumber() ? value.asText() : value.toString();
    if (text.length() <= 60) {
      return text;
    }
    return value.isObject() ? "an object" : value.isArray() ? "a list" : "a long text";
  }

  private static String place(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    return at == null ? ": " : " at line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
  }

  private static String complaint(JsonProcessingException e) {
    return e.getOriginalMessage().lines().findFirst().orElse("unreadable");
  }
}
