package io.github.vae4j.djl;

import java.util.List;
import java.util.stream.Stream;

/** One call of a kernel in a step that is being written down. */
record Instruction(List<Name> results, String kernel, List<Object> arguments) {
  /** Returns the values it reads or writes, those in lists included. */
  Stream<Value> values() {
    return arguments.stream()
        .flatMap(argument -> argument instanceof List<?> list ? list.stream() : Stream.of(argument))
        .filter(Value.class::isInstance)
        .map(Value.class::cast);
  }

  /** Returns whether it reads or writes entries of a region. */
  boolean touches(Region region) {
    return values()
        .anyMatch(
            value ->
                value instanceof Memory memory
                    && memory.region() != null
                    && memory.region().overlaps(region));
  }
}
