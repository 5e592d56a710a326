package io.github.vae4j.examples.study;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.vae4j.core.evaluate.Estimate;
import io.github.vae4j.examples.bench.MarkdownTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The figures of imputation as a person reads them, and as JSON. */
public final class ImputationReport {
  private final StudyRun run;
  private final List<ImputationFigures> figures;
  private final int images;

  ImputationReport(StudyRun run, List<ImputationFigures> figures, int images) {
    this.run = run;
    this.figures = List.copyOf(figures);
    this.images = images;
  }

  /** Writes {@code study.json} and {@code study.md}. */
  public void write(Path directory) {
    run.write(directory, json(), lines());
  }

  /** Returns what was run, the table, and what its columns are. */
  public List<String> lines() {
    MarkdownTable table = new MarkdownTable();
    table.add("missing pixels by", false, figures.stream().map(ImputationFigures::method).toList());
    table.add(
        "squared error",
        true,
        figures.stream()
            .map(
                f ->
                    String.format(
                        Locale.ROOT,
                        "%.2f +- %.2f",
                        f.squaredError().mean(),
                        f.squaredError().standardError()))
            .toList());
    table.add(
        "accepted", true, figures.stream().map(f -> cell(f.acceptance(), "%.1f%%", 100)).toList());
    table.add(
        "effective samples",
        true,
        figures.stream().map(f -> cell(f.effectiveSamples(), "%.1f", 1)).toList());
    List<String> lines = new ArrayList<>(List.of(run.line(), ""));
    lines.addAll(table.lines());
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            "Means over %,d test images; +- is a standard error over them: what another training or other draws would change",
            images));
    lines.add(
        "is not in it. Squared error: of what a method expects, summed over the missing pixels of an image; a conditional");
    lines.add("VAE's expectation is the mean of " + ImputationStudy.COMPLETIONS + " completions.");
    lines.add(
        "Pseudo-Gibbs is biased; Metropolis-within-Gibbs and importance resampling tend to the");
    lines.add(
        "model's own expectation, the better the more proposals are accepted, or the more samples the draws are worth.");
    return lines;
  }

  private static String cell(Optional<Estimate> value, String format, double scale) {
    return value.map(v -> String.format(Locale.ROOT, format, scale * v.mean())).orElse("");
  }

  private ArrayNode json() {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (ImputationFigures f : figures) {
      ObjectNode json = all.addObject().put("method", f.method()).put("images", images);
      put(json, "squaredError", f.squaredError());
      f.acceptance().ifPresent(accepted -> put(json, "acceptance", accepted));
      f.effectiveSamples().ifPresent(samples -> put(json, "effectiveSamples", samples));
    }
    return all;
  }

  private static void put(ObjectNode json, String name, Estimate value) {
    json.put(name, value.mean()).put(name + "StandardError", value.standardError());
  }
}
