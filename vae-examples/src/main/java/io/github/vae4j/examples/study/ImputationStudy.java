package io.github.vae4j.examples.study;

import io.github.vae4j.core.Vae;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Masks;
import io.github.vae4j.core.evaluate.Estimate;
import io.github.vae4j.core.impute.Imputation;
import io.github.vae4j.core.impute.ImputationMethod;
import io.github.vae4j.core.impute.ImputationOptions;
import io.github.vae4j.core.impute.Imputer;
import io.github.vae4j.cvae.Completion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Fills in what is missing of images: by the methods that a model of whole images allows, beside
 * models that were trained to be told what is seen, and the mean of the training images.
 */
public final class ImputationStudy {
  /** Completions whose mean stands for the expectation of a conditional model. */
  static final int COMPLETIONS = 100;

  private final Settings settings;
  private final Dataset rows;
  private final Masks missing;
  private final Consumer<String> notes;
  private final List<ImputationFigures> figures = new ArrayList<>();
  private final List<float[][]> means = new ArrayList<>();

  /**
   * How long the methods run.
   *
   * @param iterations of a chain that are read, after a twentieth of them of warm-up and, for
   *     Metropolis-within-Gibbs, a fifth that fade unread; 20 or more
   * @param proposals of importance resampling, an image; 100 or more
   * @param seed of all draws
   */
  public record Settings(int iterations, int proposals, int seed) {}

  /**
   * Makes a study of some images.
   *
   * @param rows to be completed, {@link Dataset#completing}
   * @param notes is told what is being done
   */
  public ImputationStudy(Settings settings, Dataset rows, Consumer<String> notes) {
    this.settings = settings;
    this.rows = rows;
    this.notes = notes;
    missing = rows.scored().orElseThrow();
  }

  /** Adds the mean of other images, pixel by pixel. */
  public void mean(Dataset images) {
    double[] sum = new double[images.schema().size()];
    float[] row = new float[sum.length];
    for (int i = 0; i < images.size(); i++) {
      images.copyRow(i, row, 0);
      for (int entry = 0; entry < sum.length; entry++) {
        sum[entry] += row[entry];
      }
    }
    float[] mean = new float[sum.length];
    for (int entry = 0; entry < mean.length; entry++) {
      mean[entry] = (float) (sum[entry] / images.size());
    }
    float[][] answers = new float[rows.size()][];
    Arrays.setAll(answers, i -> kept(i, mean));
    add("mean of the training images", answers, Optional.empty(), Optional.empty());
  }

  /** Adds a model that was trained to complete just this part. */
  public void told(String name, Vae vae) {
    int samples = vae.model().latents().isEmpty() ? 1 : COMPLETIONS;
    notes.accept(name);
    float[][] mean = new float[rows.size()][rows.schema().size()];
    for (float[][] sample :
        new Completion(vae).complete(rows.conditions().orElseThrow(), samples, settings.seed())) {
      for (int i = 0; i < mean.length; i++) {
        for (int entry = 0; entry < mean[i].length; entry++) {
          mean[i][entry] += sample[i][entry] / samples;
        }
      }
    }
    add(name, mean, Optional.empty(), Optional.empty());
  }

  /** Adds the three methods by a model of whole images. */
  public void untold(Vae vae) {
    int warmUp = settings.iterations() / 20;
    impute("pseudo-Gibbs", vae, new ImputationMethod.PseudoGibbs(warmUp, settings.iterations()));
    impute(
        "Metropolis-within-Gibbs",
        vae,
        new ImputationMethod.MetropolisWithinGibbs(
            warmUp, settings.iterations() / 5, settings.iterations()));
    impute(
        "importance resampling",
        vae,
        new ImputationMethod.ImportanceResampling(warmUp, 10, settings.proposals()));
  }

  private void impute(String name, Vae vae, ImputationMethod method) {
    notes.accept(name);
    float[][] whole = new float[rows.size()][];
    boolean[][] observed = new boolean[rows.size()][rows.schema().size()];
    for (int i = 0; i < whole.length; i++) {
      whole[i] = rows.row(i);
      for (int entry = 0; entry < observed[i].length; entry++) {
        observed[i][entry] = !missing.get(i, entry);
      }
    }
    Imputation imputed =
        new Imputer(vae.model())
            .impute(
                vae.weights(), whole, observed, new ImputationOptions(method, 0, settings.seed()));
    add(
        name,
        imputed.mean().orElseThrow(),
        imputed.acceptance().map(Estimate::of),
        imputed.effectiveSamples().map(Estimate::of));
  }

  private float[] kept(int row, float[] answer) {
    float[] kept = rows.row(row);
    for (int entry = 0; entry < kept.length; entry++) {
      kept[entry] = missing.get(row, entry) ? answer[entry] : kept[entry];
    }
    return kept;
  }

  private void add(
      String name,
      float[][] mean,
      Optional<Estimate> acceptance,
      Optional<Estimate> effectiveSamples) {
    means.add(mean);
    double[] errors = new double[mean.length];
    for (int i = 0; i < mean.length; i++) {
      float[] truth = rows.row(i);
      for (int entry = 0; entry < truth.length; entry++) {
        if (missing.get(i, entry)) {
          double error = (double) mean[i][entry] - truth[entry];
          errors[i] += error * error;
        }
      }
    }
    figures.add(new ImputationFigures(name, Estimate.of(errors), acceptance, effectiveSamples));
  }

  /** Returns what each method expects, in the order in which they were added. */
  public List<float[][]> means() {
    return List.copyOf(means);
  }

  /** Returns the figures of all methods, in the order in which they were added, by a run. */
  public ImputationReport report(StudyRun run) {
    return new ImputationReport(run, figures, rows.size());
  }
}
