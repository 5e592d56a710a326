package io.github.vae4j.examples.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Measurements as a Markdown table; a column in which nothing would stand is left out. */
public final class BenchTable {
  private final List<Measurement> measured;

  /** Takes all measurements there are. */
  public BenchTable(List<Measurement> measured) {
    this.measured = List.copyOf(measured);
  }

  /** Returns the lines of the table. */
  public List<String> lines() {
    List<Column> columns =
        columns().stream().filter(column -> measured.stream().anyMatch(column::says)).toList();
    List<StringBuilder> lines = new ArrayList<>();
    for (int i = 0; i < measured.size() + 2; i++) {
      lines.add(new StringBuilder("|"));
    }
    for (Column column : columns) {
      List<String> cells = new ArrayList<>(List.of(column.heading));
      measured.forEach(m -> cells.add(column.cell.apply(m)));
      int width = cells.stream().mapToInt(String::length).max().orElse(0);
      cells.add(1, "-".repeat(width - 1) + (column.text ? "-" : ":"));
      for (int i = 0; i < cells.size(); i++) {
        String blanks = " ".repeat(width - cells.get(i).length());
        String cell = cells.get(i);
        lines.get(i).append(' ').append(column.text ? cell + blanks : blanks + cell).append(" |");
      }
    }
    return lines.stream().map(StringBuilder::toString).toList();
  }

  private List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("workload", true, m -> m.task().workload().name()));
    columns.add(new Column("batch", false, m -> "" + m.task().batch()));
    columns.add(new Column("engine", true, m -> m.contender().name()));
    columns.add(new Column("ms", false, m -> milliseconds(m.msPerStep())));
    columns.add(new Column("min", false, m -> milliseconds(m.msPerStepMin())));
    columns.add(new Column("max", false, m -> milliseconds(m.msPerStepMax())));
    columns.add(
        new Column("rows/s", false, m -> String.format(Locale.ROOT, "%,.0f", m.rowsPerSecond())));
    columns.add(new Column("floor", false, m -> cell(m.floor())));
    columns.add(
        new Column(
            "ms / floor",
            false,
            m -> m.floor().isPresent() ? ratio(m.msPerStep() / m.floor().orElseThrow()) : ""));
    for (double percent : Measurement.PERCENTILES) {
      columns.add(
          new Column(Measurement.percentileName(percent), false, m -> cell(m.percentile(percent))));
    }
    columns.add(
        new Column(
            "peak MiB",
            false,
            m ->
                m.peakMebibytes().isPresent()
                    ? "" + Math.round(m.peakMebibytes().orElseThrow())
                    : ""));
    peerNames().forEach(peer -> columns.add(new Column("/ " + peer, false, m -> ratioTo(peer, m))));
    return columns;
  }

  private List<String> peerNames() {
    return measured.stream()
        .filter(m -> m.contender().peer())
        .map(m -> m.contender().name())
        .distinct()
        .toList();
  }

  private String ratioTo(String peer, Measurement m) {
    if (m.contender().peer()) {
      return "";
    }
    return measured.stream()
        .filter(other -> other.task().equals(m.task()) && other.contender().name().equals(peer))
        .findFirst()
        .map(other -> ratio(m.ratioTo(other)))
        .orElse("");
  }

  private static String cell(OptionalDouble ms) {
    return ms.isPresent() ? milliseconds(ms.orElseThrow()) : "";
  }

  private static String milliseconds(double ms) {
    return String.format(Locale.ROOT, ms < 1 ? "%.4f" : "%.2f", ms);
  }

  private static String ratio(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  /** Under its heading, what stands there for each measurement; figures stand to the right. */
  private record Column(String heading, boolean text, Function<Measurement, String> cell) {
    boolean says(Measurement m) {
      return !cell.apply(m).isEmpty();
    }
  }
}
