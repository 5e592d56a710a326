package io.github.vae4j.examples.study;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.vae4j.core.evaluate.Estimate;
import io.github.vae4j.examples.bench.MarkdownTable;
import io.github.vae4j.examples.output.AtomicFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The figures of the study as a person reads them, beside what is asked of a model of hidden layers
 * of 500 and 500 after 40 epochs on MNIST.
 */
public final class ClassConditionalReport {
  private static final double JUDGE = 0.98;
  private static final double RECOGNISED = 0.95;
  private static final double TAUGHT = 0.85;
  private static final double DISTANCE = 0.75;

  private final ClassConditionalFigures figures;

  /** Reports figures. */
  public ClassConditionalReport(ClassConditionalFigures figures) {
    this.figures = figures;
  }

  /** Writes {@code study.json}, the figures themselves, and {@code study.md}, the lines. */
  public void write(Path directory) {
    AtomicFile.write(
        directory.resolve("study.json"),
        out ->
            out.write(
                new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(figures)));
    String text = String.join("\n", lines()) + "\n";
    AtomicFile.write(
        directory.resolve("study.md"), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Returns two tables in Markdown, by what made the images and by class, and what they mean. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>(generators());
    lines.add("");
    lines.add(
        "Asked, with hidden layers of 500 and 500 after 40 epochs on MNIST, is what stands in the headings.");
    lines.add(
        "Recognised as asked: by a classifier trained on the real training images; of real images, the test images.");
    lines.add(
        String.format(
            Locale.ROOT,
            "It must recognise %.0f%% of those to judge others: %s. Teaches: the share of the real test images that a",
            100 * JUDGE,
            verdict(figures.real().recognised().share(), JUDGE)));
    lines.add(
        String.format(
            Locale.ROOT,
            "classifier recognises which was trained on %,d of each class alone. Distance: of two images of one class,",
            2 * figures.perClass()));
    lines.add(
        "Euclidean over the pixels, the mean over that of real images. +- is a standard error.");
    lines.add("");
    lines.addAll(classes());
    lines.add("");
    lines.addAll(models());
    return lines;
  }

  private List<String> generators() {
    List<GeneratorFigures> rows = new ArrayList<>(List.of(figures.real()));
    rows.addAll(figures.made());
    MarkdownTable table = new MarkdownTable();
    table.add("images of", false, rows.stream().map(GeneratorFigures::name).toList());
    column(
        table,
        "recognised as asked",
        RECOGNISED,
        rows,
        g -> percent(g.recognised()),
        g -> g.recognised().share());
    column(table, "teaches", TAUGHT, rows, g -> percent(g.taught()), g -> g.taught().share());
    column(
        table,
        "distance",
        DISTANCE,
        rows,
        g -> percent(g.distanceRatio()),
        GeneratorFigures::distanceRatio);
    return table.lines();
  }

  private static void column(
      MarkdownTable table,
      String heading,
      double asked,
      List<GeneratorFigures> rows,
      Function<GeneratorFigures, String> words,
      Function<GeneratorFigures, Double> value) {
    table.add(
        String.format(Locale.ROOT, "%s (>= %.0f%%)", heading, 100 * asked),
        true,
        rows.stream()
            .map(row -> words.apply(row) + " " + verdict(value.apply(row), asked))
            .toList());
  }

  private static String verdict(double value, double asked) {
    return value >= asked ? "passes" : "fails";
  }

  private List<String> classes() {
    GeneratorFigures made = figures.made().get(0);
    List<Double> real = figures.real().distances().ofClass();
    List<Double> distances = made.distances().ofClass();
    MarkdownTable table = new MarkdownTable();
    IntFunction<String> of = Integer::toString;
    column(table, "class", real.size(), of);
    column(
        table, "recognised as asked", real.size(), i -> percent(made.recognisedOfClass().get(i)));
    column(table, "distance", real.size(), i -> number(distances.get(i)));
    column(table, "of real images", real.size(), i -> number(real.get(i)));
    column(table, "ratio", real.size(), i -> percent(distances.get(i) / real.get(i)));
    return table.lines();
  }

  private static void column(
      MarkdownTable table, String heading, int rows, IntFunction<String> cell) {
    table.add(heading, true, IntStream.range(0, rows).mapToObj(cell).toList());
  }

  private List<String> models() {
    return List.of(
        "Test images whose class has the highest bound: " + percent(figures.highestBound()),
        "Test images that lie where their class is densest in the latent space of the VAE without classes: "
            + percent(figures.densestGaussian()),
        "Test -ELBO, nats per image: "
            + loss(figures.elbo())
            + " given the class, "
            + loss(figures.unconditionalElbo())
            + " without classes");
  }

  private static String loss(Estimate elbo) {
    return number(-elbo.mean()) + " +- " + number(elbo.standardError());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private static String percent(Share share) {
    return String.format(
        Locale.ROOT, "%.2f +- %.2f%%", 100 * share.share(), 100 * share.standardError());
  }

  private static String percent(double ratio) {
    return String.format(Locale.ROOT, "%.1f%%", 100 * ratio);
  }
}
