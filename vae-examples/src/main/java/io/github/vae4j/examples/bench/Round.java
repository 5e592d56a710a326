package io.github.vae4j.examples.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.StreamSupport;

/**
 * What a measuring process answers to the request for a round, all in milliseconds.
 *
 * @param step a step took, on average
 * @param floor the matrix products of a step took alone, where it is made of them
 * @param calls each call took, where that counts; else empty
 */
record Round(double step, OptionalDouble floor, List<Double> calls) {
  static Round of(double step) {
    return new Round(step, OptionalDouble.empty(), List.of());
  }

  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("ms", step);
    floor.ifPresent(ms -> json.put("floorMs", ms));
    if (!calls.isEmpty()) {
      calls.forEach(json.putArray("callsMs")::add);
    }
    return json;
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws IllegalArgumentException if the time of a step is missing or is no time
   */
  static Round of(JsonNode json) {
    double step = json.path("ms").asDouble();
    if (!(step > 0) || Double.isInfinite(step)) {
      throw new IllegalArgumentException(
          "a round's answer must hold the milliseconds of a step as 'ms', got " + json);
    }
    JsonNode floor = json.path("floorMs");
    return new Round(
        step,
        floor.isNumber() ? OptionalDouble.of(floor.asDouble()) : OptionalDouble.empty(),
        StreamSupport.stream(json.path("callsMs").spliterator(), false)
            .map(JsonNode::asDouble)
            .toList());
  }
}
