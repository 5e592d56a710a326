package io.github.vae4j.examples.study;

import io.github.vae4j.core.evaluate.Estimate;
import io.github.vae4j.examples.bench.MarkdownTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The figures of the study as a person reads them, beside what is asked of MNIST: of models of
 * hidden layers of 500 and 500 after 40 epochs.
 */
public final class ClassConditionalReport {
  private static final double JUDGE = 0.98;
  private static final double RECOGNISED = 0.95;
  private static final double TAUGHT = 0.85;
  private static final double DISTANCE = 0.75;

  private final StudyRun run;
  private final ClassConditionalFigures figures;

  /** Reports figures of a run. */
  public ClassConditionalReport(StudyRun run, ClassConditionalFigures figures) {
    this.run = run;
    this.figures = figures;
  }

  /** Writes {@code study.json} and {@code study.md}. */
  public void write(Path directory) {
    run.write(directory, figures, lines());
  }

  /**
   * Returns what was run, two tables in Markdown, by what made the images and by class, and what
   * they mean.
   */
  public List<String> lines() {
    List<String> lines = new ArrayList<>(List.of(run.line(), ""));
    lines.addAll(generators());
    lines.add("");
    lines.addAll(meaning());
    lines.add("");
    lines.addAll(classes());
    lines.add("");
    lines.addAll(models());
    return lines;
  }

  private List<String> meaning() {
    return List.of(
        "What stands in the headings is what is asked of MNIST: of hidden layers of 500 and 500 after 40 epochs.",
        "Recognised as asked: by a classifier trained on the real training images; of real images, the test images.",
        String.format(
            Locale.ROOT,
            "It must recognise %.0f%% of those to judge others: %s. Teaches: the share of the real test images that a",
            100 * JUDGE,
            verdict(figures.real().recognised().share(), JUDGE)),
        String.format(
            Locale.ROOT,
            "classifier recognises which was trained on %,d of each class alone. Distance: of two images of one class,",
            2 * figures.perClass()),
        "Euclidean over the pixels, the mean over that of real training images. Images made are decoder means, without",
        "pixel noise; the VAE without classes decodes draws from a Gaussian fitted to the posterior means of each class.",
        "+- is a standard error over the images looked at: what another training or other draws would change is not in",
        "it, and of the class means, one image for each class, it says nothing.");
  }

  private List<String> generators() {
    MarkdownTable table = new MarkdownTable();
    table.add("images of", false, rows().stream().map(GeneratorFigures::name).toList());
    column(
        table,
        "recognised as asked",
        RECOGNISED,
        g -> percent(g.recognised()),
        g -> mayJudge() ? verdict(g.recognised().share(), RECOGNISED) : "no verdict");
    column(
        table,
        "teaches",
        TAUGHT,
        g -> percent(g.taught()),
        g -> verdict(g.taught().share(), TAUGHT));
    column(
        table,
        "distance",
        DISTANCE,
        g -> percent(g.distanceRatio()),
        g -> verdict(g.distanceRatio(), DISTANCE));
    return table.lines();
  }

  private List<GeneratorFigures> rows() {
    List<GeneratorFigures> rows = new ArrayList<>(List.of(figures.real()));
    rows.addAll(figures.made());
    return rows;
  }

  private boolean mayJudge() {
    return figures.real().recognised().share() >= JUDGE;
  }

  /** Adds a column with verdicts on all but the real images, with which the others are compared. */
  private void column(
      MarkdownTable table,
      String heading,
      double asked,
      Function<GeneratorFigures, String> words,
      Function<GeneratorFigures, String> verdict) {
    table.add(
        String.format(Locale.ROOT, "%s (>= %.0f%%)", heading, 100 * asked),
        true,
        rows().stream()
            .map(
                row ->
                    words.apply(row) + (row.equals(figures.real()) ? "" : " " + verdict.apply(row)))
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
