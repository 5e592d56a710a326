package io.github.vae4j.core.checkpoint;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A header that was checked against its file. */
record Header(
    Map<String, String> metadata,
    List<SafeTensors.Entry> entries,
    Map<String, SafeTensors.Entry> byName) {
  private static final int NAMES_SHOWN = 8;
  private static final int CHARACTERS_SHOWN = 80;

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
    // Hash maps with buckets that become trees: names that are made to collide stay cheap.
    Map<String, SafeTensors.Entry> byName = new HashMap<>();
    sorted.forEach(entry -> byName.put(entry.name(), entry));
    return new Header(
        Collections.unmodifiableMap(new TreeMap<>(metadata)),
        sorted,
        Collections.unmodifiableMap(byName));
  }

  /** Returns the first names, for a message. */
  String someNames() {
    String names =
        entries.stream()
            .limit(NAMES_SHOWN)
            .map(entry -> shown(entry.name()))
            .sorted()
            .collect(Collectors.joining(", "));
    return entries.size() > NAMES_SHOWN ? names + ", …" : names;
  }

  /**
   * Returns a text of the file as a message may have it: short, on one line, without control
   * characters.
   */
  static String shown(String text) {
    String begin =
        text.length() <= CHARACTERS_SHOWN ? text : text.substring(0, CHARACTERS_SHOWN) + "…";
    return begin.replaceAll("\\p{Cntrl}", "?");
  }
}
