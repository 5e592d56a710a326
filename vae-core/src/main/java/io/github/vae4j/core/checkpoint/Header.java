package io.github.vae4j.core.checkpoint;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A header that was checked against its file. */
record Header(
    Map<String, String> metadata,
    List<SafeTensors.Entry> entries,
    Map<String, SafeTensors.Entry> byName) {
  private static final int NAMES_SHOWN = 8;

  static final String METADATA = "__metadata__";

  /** The limit that the format sets to a header. */
  static final int MAX_BYTES = 100_000_000;

  static Header of(Map<String, String> metadata, List<SafeTensors.Entry> entries) {
    List<SafeTensors.Entry> sorted =
        entries.stream()
            .sorted(
                Comparator.comparingLong(SafeTensors.Entry::offset)
                    .thenComparingLong(SafeTensors.Entry::length))
            .toList();
    return new Header(
        Map.copyOf(metadata),
        sorted,
        sorted.stream()
            .collect(Collectors.toUnmodifiableMap(SafeTensors.Entry::name, Function.identity())));
  }

  /** Returns the first names, for a message. */
  String someNames() {
    String names =
        entries.stream()
            .limit(NAMES_SHOWN)
            .map(SafeTensors.Entry::name)
            .sorted()
            .collect(Collectors.joining(", "));
    return entries.size() > NAMES_SHOWN ? names + ", …" : names;
  }
}
