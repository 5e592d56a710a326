package io.github.vae4j.examples.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Where the time of a training step goes.
 *
 * @param lines by phase, the slowest first
 */
public record StepProfile(List<Line> lines) {
  /** What is counted as the host's: the time in which no method of the engine runs. */
  static final String HOST = "(host)";

  /** The share of a step from which on a line is worth printing. */
  private static final double SHOWN = 0.005;

  /** Parts of a training step, in the order in which they come. */
  enum Phase {
    /** From the end of a step to the begin of the next: preparing the batch and its numbers. */
    BETWEEN("between steps"),
    /** Up to the loss. */
    FORWARD("forward"),
    /** From the loss to the gradients. */
    BACKWARD("backward"),
    /** Moving the parameters, and adding up what is reported. */
    UPDATE("update");

    private final String title;

    Phase(String title) {
      this.title = title;
    }
  }

  /**
   * One method in one phase, per step.
   *
   * @param phase in which it was called
   * @param method such as {@code Ops.linear}, or {@link #HOST}
   * @param calls of it
   * @param ms milliseconds of all calls together
   */
  record Line(Phase phase, String method, double calls, double ms) {}

  static StepProfile sorted(List<Line> lines) {
    Comparator<Line> slowest = Comparator.comparingDouble(line -> -line.ms);
    return new StepProfile(
        lines.stream().sorted(Comparator.comparing(Line::phase).thenComparing(slowest)).toList());
  }

  /** Returns the milliseconds of a step, from the end of the step before. */
  double msPerStep() {
    return total(lines);
  }

  /**
   * Returns a title and a line for each method.
   *
   * @param m what the same steps took where the backend was free to capture them
   */
  public List<String> text(Measurement m) {
    List<String> text = new ArrayList<>();
    text.add(
        String.format(
            Locale.ROOT,
            "%s on %s: %.3f ms/step, run uncaptured and watched; %.3f ms/step as the trainer runs it (%.2f times as long)",
            m.task(),
            m.contender().name(),
            msPerStep(),
            m.msPerStep(),
            m.msPerStep() / msPerStep()));
    for (Phase phase : Phase.values()) {
      List<Line> own = lines.stream().filter(line -> line.phase == phase).toList();
      text.add(row(phase.title, "", total(own)));
      own.stream().filter(this::shown).forEach(line -> text.add(row(line)));
      double rest = total(own.stream().filter(line -> !shown(line)).toList());
      if (rest > 0) {
        text.add(row("  (all others)", "", rest));
      }
    }
    return text;
  }

  private boolean shown(Line line) {
    return line.ms >= SHOWN * msPerStep();
  }

  private static double total(List<Line> lines) {
    return lines.stream().mapToDouble(Line::ms).sum();
  }

  private String row(Line line) {
    String calls = String.format(Locale.ROOT, "%.1f calls", line.calls);
    return row("  " + line.method, line.method.equals(HOST) ? "" : calls, line.ms);
  }

  private String row(String what, String calls, double ms) {
    double percent = 100 * ms / msPerStep();
    return String.format(Locale.ROOT, "%-28s %12s %8.3f ms %5.1f %%", what, calls, ms, percent);
  }

  /** Returns the lines as an array. */
  public ArrayNode toJson() {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    for (Line line : lines) {
      json.addObject()
          .put("phase", line.phase.title)
          .put("method", line.method)
          .put("calls", line.calls)
          .put("ms", line.ms);
    }
    return json;
  }

  /** Reads what {@link #toJson} wrote. */
  static StepProfile of(JsonNode json) {
    List<Line> lines = new ArrayList<>();
    for (JsonNode line : json) {
      lines.add(
          new Line(
              phase(line.path("phase").asText()),
              line.path("method").asText(),
              line.path("calls").asDouble(),
              line.path("ms").asDouble()));
    }
    return new StepProfile(lines);
  }

  private static Phase phase(String title) {
    for (Phase phase : Phase.values()) {
      if (phase.title.equals(title)) {
        return phase;
      }
    }
    throw new IllegalArgumentException("no phase '" + title + "' of a step");
  }
}
