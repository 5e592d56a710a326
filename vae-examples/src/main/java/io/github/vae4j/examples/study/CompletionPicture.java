package io.github.vae4j.examples.study;

import io.github.vae4j.core.Vae;
import io.github.vae4j.core.data.Conditions;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Masks;
import io.github.vae4j.examples.output.CompletionSheet;
import io.github.vae4j.examples.output.ImageShape;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A picture of the first images to be completed, a row for each: what is seen of it, the
 * regressor's answer, completions by the model, and the image itself.
 *
 * @param rows as a regressor reads them
 * @param conditioned the same rows with the model's conditions
 */
record CompletionPicture(Dataset rows, Dataset conditioned) {
  private static final int IMAGES = 10;
  private static final int COMPLETIONS = 5;

  void draw(Path file, Vae regressor, Vae vae, int seed) {
    int count = Math.min(IMAGES, rows.size());
    float[][] images = new float[count][];
    Arrays.setAll(images, rows::row);
    Masks missing = rows.scored().orElseThrow();
    CompletionSheet sheet =
        new CompletionSheet(
            ImageShape.of(rows.schema().shape()).orElseThrow(), images, missing.not());
    sheet.add(new float[][][] {complete(regressor, rows, images, seed)});
    float[][][] completions = new float[COMPLETIONS][][];
    Arrays.setAll(completions, i -> complete(vae, conditioned, images, seed + i));
    sheet.add(completions);
    sheet.draw(file);
  }

  private static float[][] complete(Vae vae, Dataset rows, float[][] images, int seed) {
    Conditions conditions = rows.conditions().orElseThrow().slice(0, images.length);
    Masks missing = rows.scored().orElseThrow();
    float[][] completed = vae.sample(conditions, seed);
    for (int row = 0; row < images.length; row++) {
      for (int i = 0; i < images[row].length; i++) {
        completed[row][i] = missing.get(row, i) ? completed[row][i] : images[row][i];
      }
    }
    return completed;
  }
}
