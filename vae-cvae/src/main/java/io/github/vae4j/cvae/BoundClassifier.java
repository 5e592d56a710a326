package io.github.vae4j.cvae;

import io.github.vae4j.api.model.DataSchema.Column;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.data.Conditions;
import io.github.vae4j.core.data.Dataset;
import java.util.Arrays;
import java.util.List;

/**
 * Classifies rows by a model whose condition is their class: the class c with the highest bound on
 * log p(x | c), which with equally frequent classes is the most probable one.
 */
public final class BoundClassifier {
  private final Vae vae;
  private final int classes;

  /**
   * Makes a classifier of a model, which must stay open.
   *
   * @throws IllegalArgumentException if the model's condition is not a class label
   */
  public BoundClassifier(Vae vae) {
    List<Column> columns =
        vae.model().condition().map(schema -> schema.columns()).orElse(List.of());
    if (columns.size() != 1 || columns.get(0).kind() != Column.Kind.CATEGORY) {
      throw new IllegalArgumentException(
          "BoundClassifier: the model's condition must be one class label, this one's is "
              + vae.model().condition().map(Object::toString).orElse("none"));
    }
    this.vae = vae;
    classes = columns.get(0).categories();
  }

  /** Returns the number of classes. */
  public int classes() {
    return classes;
  }

  /**
   * Returns a bound on log p(x | c) of each row for each class, (rows, classes), in nats.
   *
   * @param rows of the model's data; conditions they may have are not read, and all of x is scored
   * @param samples draws of the importance-weighted bound; 0 for the ELBO with one draw
   * @param seed of the draws, which are the same for all classes
   */
  public double[][] bounds(Dataset rows, int samples, int seed) {
    Dataset plain = rows.plain();
    double[][] bounds = new double[rows.size()][classes];
    for (int label = 0; label < classes; label++) {
      int[] labels = new int[rows.size()];
      Arrays.fill(labels, label);
      double[] of = vae.score(plain.given(Conditions.labels(classes, labels)), samples, seed);
      for (int row = 0; row < of.length; row++) {
        bounds[row][label] = of[row];
      }
    }
    return bounds;
  }

  /**
   * Returns the class with the highest bound for each row; parameters as {@link #bounds}.
   *
   * @throws IllegalArgumentException if a bound is NaN, so that no class is the highest
   */
  public int[] classify(Dataset rows, int samples, int seed) {
    double[][] bounds = bounds(rows, samples, seed);
    int[] labels = new int[bounds.length];
    Arrays.setAll(labels, row -> highest(row, bounds[row]));
    return labels;
  }

  private static int highest(int row, double[] bounds) {
    int highest = 0;
    for (int label = 0; label < bounds.length; label++) {
      if (Double.isNaN(bounds[label])) {
        throw new IllegalArgumentException(
            "BoundClassifier: the bound of row "
                + row
                + " for class "
                + label
                + " is NaN; the model holds values that are not finite");
      }
      highest = bounds[label] > bounds[highest] ? label : highest;
    }
    return highest;
  }
}
