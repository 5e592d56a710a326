package io.github.vae4j.examples.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How often images of one class were taken for another.
 *
 * @param counts a row for each true class, a column for each answer
 */
@SuppressWarnings("ArrayRecordComponent") // Filled once, never compared.
record Confusion(int[][] counts) {
  /** Counts the answers to images whose classes are known. */
  static Confusion of(int classes, int[] truth, int[] answers) {
    int[][] counts = new int[classes][classes];
    for (int i = 0; i < truth.length; i++) {
      counts[truth[i]][answers[i]]++;
    }
    return new Confusion(counts);
  }

  int images() {
    return Arrays.stream(counts).flatMapToInt(Arrays::stream).sum();
  }

  /** Returns the share of right answers. */
  double accuracy() {
    return IntStream.range(0, counts.length).map(i -> counts[i][i]).sum() / (double) images();
  }

  /** Returns the standard error of {@link #accuracy}, of a binomial proportion. */
  double standardError() {
    return Math.sqrt(accuracy() * (1 - accuracy()) / images());
  }

  /** Returns the counts as lines of text. */
  List<String> table() {
    int width = Math.max(5, Integer.toString(images()).length() + 1);
    List<String> lines = new ArrayList<>();
    int[] classes = IntStream.range(0, counts.length).toArray();
    lines.add("true \\ answer" + cells(classes, width));
    for (int i : classes) {
      lines.add(String.format(Locale.ROOT, "%13d", i) + cells(counts[i], width));
    }
    return lines;
  }

  private static String cells(int[] numbers, int width) {
    StringBuilder line = new StringBuilder();
    for (int number : numbers) {
      line.append(String.format(Locale.ROOT, "%" + width + "d", number));
    }
    return line.toString();
  }

  /** Returns accuracy, its standard error and the counts. */
  ObjectNode json() {
    ObjectNode json = Json.object();
    Json.put(json, "accuracy", accuracy());
    Json.put(json, "accuracyStandardError", standardError());
    json.put("images", images());
    ArrayNode rows = json.putArray("confusion");
    for (int[] row : counts) {
      ArrayNode cells = rows.addArray();
      Arrays.stream(row).forEach(cells::add);
    }
    return json;
  }
}
