package io.github.vae4j.examples.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;

/** JSON results: what is not a finite number is null, so that every reader can read it. */
final class Json {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final MathContext DIGITS = new MathContext(9);

  private Json() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Returns an object from text that was read as JSON before. */
  static ObjectNode parse(String json) {
    try {
      return (ObjectNode) MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "options that were read as JSON are none: " + e.getOriginalMessage(), e);
    }
  }

  /** Sets a number to nine significant digits. */
  static void put(ObjectNode object, String name, double value) {
    if (Double.isFinite(value)) {
      object.put(name, new BigDecimal(value).round(DIGITS).doubleValue());
    } else {
      object.putNull(name);
    }
  }
}
