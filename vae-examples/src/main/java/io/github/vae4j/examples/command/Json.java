package io.github.vae4j.examples.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;

/** JSON results: what is not a finite number is null, so that every reader can read it. */
final class Json {
  private static final MathContext DIGITS = new MathContext(9);

  private Json() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
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
