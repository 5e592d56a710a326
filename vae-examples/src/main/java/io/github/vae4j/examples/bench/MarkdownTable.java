package io.github.vae4j.examples.bench;

import java.util.ArrayList;
import java.util.List;

/** Rows of words and figures under headings, in Markdown that can be read as it is. */
public final class MarkdownTable {
  private final List<List<String>> columns = new ArrayList<>();
  private final List<Boolean> figures = new ArrayList<>();

  /**
   * Adds a column.
   *
   * @param cells of all rows in their order, as many in each column
   */
  public void add(String heading, boolean areFigures, List<String> cells) {
    List<String> column = new ArrayList<>(List.of(heading));
    column.addAll(cells);
    columns.add(column);
    figures.add(areFigures);
  }

  /** Returns the lines: headings, a rule, rows. Figures stand to the right. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < columns.get(0).size(); row++) {
      StringBuilder line = new StringBuilder("|");
      for (int i = 0; i < columns.size(); i++) {
        String cell = columns.get(i).get(row);
        String blanks = " ".repeat(width(i) - cell.length());
        line.append(' ').append(figures.get(i) ? blanks + cell : cell + blanks).append(" |");
      }
      lines.add(line.toString());
    }
    lines.add(1, rule());
    return lines;
  }

  private String rule() {
    StringBuilder rule = new StringBuilder("|");
    for (int i = 0; i < columns.size(); i++) {
      String dashes = "-".repeat(width(i) - 1) + (figures.get(i) ? ":" : "-");
      rule.append(' ').append(dashes).append(" |");
    }
    return rule.toString();
  }

  private int width(int column) {
    return columns.get(column).stream().mapToInt(String::length).max().orElse(1);
  }
}
