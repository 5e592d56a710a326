package io.github.vae4j.cvae;

import io.github.vae4j.core.Vae;
import io.github.vae4j.core.data.Conditions;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Masks;
import java.util.Random;

/**
 * Completes rows of which a part is seen, by a model whose condition is that part.
 *
 * <p>A completion is the mean of p(x | z, c) with z drawn from p(z | c), or for a model without
 * latents the mean of p(x | c); entries that are seen stay as they are.
 */
public final class Completion {
  private final Vae vae;

  /**
   * Makes completions by a model, which must stay open.
   *
   * @throws IllegalArgumentException if the model's condition is not a row of its data
   */
  public Completion(Vae vae) {
    if (!vae.model().condition().filter(vae.model().data()::equals).isPresent()) {
      throw new IllegalArgumentException(
          "Completion: the model must read a part of its data as its condition, this one's is "
              + vae.model().condition().map(Object::toString).orElse("none"));
    }
    this.vae = vae;
  }

  /**
   * Returns completions, (samples, rows, data size).
   *
   * @param rows with what is seen of them, {@link Dataset#completing}; what is not is not read
   * @param samples of each row
   * @param seed equal seeds give equal completions
   * @throws IllegalArgumentException if the rows are not to be completed, or not the model's data
   */
  public float[][][] complete(Dataset rows, int samples, int seed) {
    Conditions conditions = rows.conditions().orElseThrow(Completion::nothingSeen);
    Masks seen = conditions.known().orElseThrow(Completion::nothingSeen);
    int[] seeds = new Random(seed).ints(samples).toArray();
    float[][][] completions = new float[samples][][];
    for (int sample = 0; sample < samples; sample++) {
      completions[sample] = vae.sample(conditions, seeds[sample]);
      for (int row = 0; row < rows.size(); row++) {
        keep(rows.row(row), seen, row, completions[sample][row]);
      }
    }
    return completions;
  }

  private static void keep(float[] original, Masks seen, int row, float[] completed) {
    for (int i = 0; i < completed.length; i++) {
      if (seen.get(row, i)) {
        completed[i] = original[i];
      }
    }
  }

  private static IllegalArgumentException nothingSeen() {
    return new IllegalArgumentException(
        "Completion: nothing says what is seen of the rows; attach it with Dataset.completing");
  }
}
