package io.github.vae4j.examples.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Measurements as a table; a column in which nothing would stand is left out. */
public final class BenchTable {
  private final List<Measurement> measured;

  /** Takes all measurements there are. */
  public BenchTable(List<Measurement> measured) {
    this.measured = List.copyOf(measured);
  }

  /** Returns the lines of the table. */
  public List<String> lines() {
    MarkdownTable table = new MarkdownTable();
    for (Column column : columns()) {
      List<String> cells = measured.stream().map(column.cell).toList();
      if (cells.stream().anyMatch(cell -> !cell.isEmpty())) {
        table.add(column.heading, column.figures, cells);
      }
    }
    return table.lines();
  }

  private List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("workload", false, m -> m.task().workload().name()));
    columns.add(new Column("batch", true, m -> "" + m.task().batch()));
    columns.add(new Column("engine", false, m -> m.contender().name()));
    columns.add(new Column("ms", true, m -> milliseconds(m.msPerStep())));
    columns.add(new Column("min", true, m -> milliseconds(m.msPerStepMin())));
    columns.add(new Column("max", true, m -> milliseconds(m.msPerStepMax())));
    columns.add(
        new Column("rows/s", true, m -> String.format(Locale.ROOT, "%,.0f", m.rowsPerSecond())));
    columns.add(new Column("floor", true, m -> cell(m.floor())));
    columns.add(
        new Column(
            "ms / floor",
            true,
            m -> m.floor().isPresent() ? ratio(m.msPerStep() / m.floor().orElseThrow()) : ""));
    for (double percent : Measurement.PERCENTILES) {
      columns.add(
          new Column(Measurement.percentileName(percent), true, m -> cell(m.percentile(percent))));
    }
    columns.add(
        new Column(
            "peak MiB",
            true,
            m ->
                m.peakMebibytes().isPresent()
                    ? "" + Math.round(m.peakMebibytes().orElseThrow())
                    : ""));
    peerNames().forEach(peer -> columns.add(new Column("/ " + peer, true, m -> ratioTo(peer, m))));
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

  /** Under its heading, what stands there for each measurement. */
  private record Column(String heading, boolean figures, Function<Measurement, String> cell) {}
}
