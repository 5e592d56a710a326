package io.github.vae4j.cvae;

import io.github.vae4j.core.Vae;
import io.github.vae4j.core.data.Conditions;
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
   * @param partial what is seen of the rows, and which entries that is
   * @param samples of each row, 1 or more
   * @param seed equal seeds give equal completions
   * @throws IllegalArgumentException if nothing says which entries are seen, or the rows are not of
   *     the model's data
   */
  public float[][][] complete(Conditions partial, int samples, int seed) {
    Masks seen =
        partial
            .known()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Completion: nothing says what is seen of the rows; give the masks with Conditions.of(rows, seen)"));
    if (samples < 1) {
      throw new IllegalArgumentException("Completion: samples must be 1 or more, got " + samples);
    }
    int[] seeds = new Random(seed).ints(samples).toArray();
    float[][][] completions = new float[samples][][];
    for (int sample = 0; sample < samples; sample++) {
      completions[sample] = vae.sample(partial, seeds[sample]);
      keep(partial, seen, completions[sample]);
    }
    return completions;
  }

  private static void keep(Conditions partial, Masks seen, float[][] completed) {
    float[] given = new float[seen.width()];
    for (int row = 0; row < completed.length; row++) {
      partial.copyRow(row, given, 0);
      for (int i = 0; i < given.length; i++) {
        completed[row][i] = seen.get(row, i) ? given[i] : completed[row][i];
      }
    }
  }
}
