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
import java.util.function.Function;

/** The figures of a study as a table that people read and as JSON. */
final class CompletionReport {
  private final List<CompletionFigures> figures = new ArrayList<>();
  private final StudyRun run;
  private final int samples;

  CompletionReport(StudyRun run, int samples) {
    this.run = run;
    this.samples = samples;
  }

  void add(CompletionFigures more) {
    figures.add(more);
  }

  /** Writes {@code study.json} and {@code study.md}. */
  void write(Path directory) {
    run.write(directory, json(), lines());
  }

  /** Returns what was run, the table, and what its columns are. */
  List<String> lines() {
    MarkdownTable table = new MarkdownTable();
    column(table, "quadrants seen", true, f -> Integer.toString(f.quadrants()));
    column(table, "model", false, CompletionFigures::model);
    column(table, "-ELBO", true, f -> number(-f.elbo().mean(), f.elbo()));
    column(table, "log p(missing | seen)", true, f -> number(f.logLikelihood()));
    column(
        table,
        "above the regressor's",
        true,
        f -> f.gain().map(CompletionReport::number).orElse(""));
    column(table, "squared error", true, f -> number(f.squaredError()));
    column(table, "distance to truth", true, f -> number(f.distance()));
    column(table, "between completions", true, f -> number(f.spread()));
    List<String> lines = new ArrayList<>(List.of(run.line(), ""));
    lines.addAll(table.lines());
    lines.addAll(
        List.of(
            "",
            "Means over test images +- their standard errors. The first figures are nats an image, Bernoulli on grey",
            "values, to be compared with their like alone. log p(missing | seen) is exact for a regressor, and",
            "importance-sampled with K = "
                + samples
                + " for a CVAE. Errors and distances (Euclidean)",
            "are of the missing pixels of an image; a CVAE's answer is the mean of "
                + CompletionMeasures.COMPLETIONS
                + " completions.",
            "Pyro's models are trained on all training images, and their epoch is chosen by these test images, as Pyro",
            "does; our own on eleven twelfths, and their epoch is chosen by the rest. A standard error is over the images:",
            "what another training would change is not in it."));
    return lines;
  }

  private void column(
      MarkdownTable table, String heading, boolean number, Function<CompletionFigures, String> of) {
    table.add(heading, number, figures.stream().map(of).toList());
  }

  private ArrayNode json() {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (CompletionFigures f : figures) {
      ObjectNode json = all.addObject().put("quadrants", f.quadrants()).put("model", f.model());
      put(json, "elbo", f.elbo());
      put(json.put("samples", samples), "logLikelihood", f.logLikelihood());
      f.gain().ifPresent(gain -> put(json, "aboveRegressor", gain));
      put(json, "squaredError", f.squaredError());
      put(json, "distanceToTruth", f.distance());
      put(json, "distanceBetweenCompletions", f.spread());
    }
    return all;
  }

  private static void put(ObjectNode json, String name, Estimate value) {
    json.put(name, value.mean()).put(name + "StandardError", value.standardError());
  }

  private static String number(Estimate value) {
    return number(value.mean(), value);
  }

  private static String number(double mean, Estimate of) {
    return String.format(Locale.ROOT, "%.2f +- %.2f", mean, of.standardError());
  }
}
