package io.github.vae4j.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Numbers that the reference backend gave once, kept as a resource: lines of a name, a comma and a
 * number.
 */
final class Recording {
  private Recording() {}

  /** Returns the numbers of a resource beside this class. */
  static Map<String, Double> read(String resource) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(open(resource), StandardCharsets.UTF_8))) {
      Map<String, Double> numbers = new LinkedHashMap<>();
      reader
          .lines()
          .forEach(
              line ->
                  numbers.put(
                      line.substring(0, line.lastIndexOf(',')),
                      Double.valueOf(line.substring(line.lastIndexOf(',') + 1))));
      return numbers;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Opens a resource beside this class. */
  static InputStream open(String resource) {
    InputStream stream = Recording.class.getResourceAsStream(resource);
    if (stream == null) {
      throw new IllegalStateException(
          "the kit lacks its resource " + resource + "; its jar is damaged");
    }
    return stream;
  }

  /** Demands the recorded numbers within a tolerance relative to 1 + the recorded one. */
  static void compare(
      String what, Map<String, Double> expected, Map<String, Double> actual, double tolerance) {
    Check.equal(what + ": names", expected.keySet(), actual.keySet());
    expected.forEach(
        (name, value) -> {
          double found = actual.getOrDefault(name, Double.NaN);
          double allowed = tolerance * (1 + Math.abs(value));
          Check.that(
              Math.abs(found - value) <= allowed,
              what
                  + ": "
                  + name
                  + " is "
                  + found
                  + ", recorded "
                  + value
                  + "; off by "
                  + Math.abs(found - value)
                  + ", allowed "
                  + allowed);
        });
  }
}
