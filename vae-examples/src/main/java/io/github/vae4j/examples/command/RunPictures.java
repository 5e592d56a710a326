package io.github.vae4j.examples.command;

import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.cvae.Completion;
import io.github.vae4j.examples.output.CompletionSheet;
import io.github.vae4j.examples.output.EpochLine;
import io.github.vae4j.examples.output.ImageShape;
import io.github.vae4j.examples.output.LossCurve;
import io.github.vae4j.examples.output.Pictures;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The pictures that show what a model learnt. */
final class RunPictures {
  /** Originals shown above their reconstructions. */
  static final int PAIRS = 20;

  /** Images that are completed. */
  static final int COMPLETIONS = 10;

  /** Rows of a grid of classes. */
  static final int STYLES = 10;

  private static final int SAMPLES = 100;
  private static final int MANIFOLD_SIDE = 20;

  private final Console console;
  private final Path directory;
  private final int seed;

  RunPictures(Console console, Path directory, int seed) {
    this.console = console;
    this.directory = directory;
    this.seed = seed;
  }

  /**
   * Draws the loss curve and, where the data is images, all that the model can show.
   *
   * @param test images as the model reads them
   */
  void all(Vae vae, Conditioning told, Dataset test, List<EpochLine> history) {
    lossCurve(history);
    Optional<ImageShape> shape = ImageShape.of(vae.model().data().shape());
    if (shape.isEmpty()) {
      console.note(
          "Rows of shape %s are no images, so there are no pictures of them.",
          vae.model().data().shape());
    } else if (told instanceof Conditioning.Part part) {
      completions(vae, part, shape.get(), Rows.first(test, COMPLETIONS));
    } else {
      samples(vae, told, shape.get());
      reconstructions(vae, shape.get(), Rows.first(test, PAIRS));
      manifold(vae, told, shape.get());
    }
  }

  private void completions(Vae vae, Conditioning.Part part, ImageShape shape, Dataset images) {
    CompletionSheet sheet = new CompletionSheet(shape, Rows.of(images), part.seen());
    int samples = vae.model().latents().isEmpty() ? 1 : CompleteCommand.SAMPLES;
    sheet.add(new Completion(vae).complete(images.conditions().orElseThrow(), samples, seed));
    sheet.draw(directory.resolve("completions.png"));
  }

  /** Of a model of classes all classes, in as many styles. */
  private void samples(Vae vae, Conditioning told, ImageShape shape) {
    Path file = directory.resolve("samples.png");
    if (told instanceof Conditioning.Label label) {
      int classes = label.classes();
      Pictures.grid(
          file, shape, StyleGrid.images(classes, STYLES, c -> vae.sample(c, seed)), classes);
    } else {
      Pictures.sheet(file, shape, List.of(vae.sample(SAMPLES, seed)));
    }
  }

  private void reconstructions(Vae vae, ImageShape shape, Dataset images) {
    if (vae.model().latents().size() == 1) {
      Pictures.reconstructions(
          directory.resolve("reconstructions.png"),
          shape,
          List.of(Rows.of(images)),
          List.of(vae.reconstruct(images)));
    }
  }

  /** The plane of codes of a model that is told nothing else. */
  private void manifold(Vae vae, Conditioning told, ImageShape shape) {
    List<LatentGroup> latents = vae.model().latents();
    if (told instanceof Conditioning.None
        && latents.size() == 1
        && latents.get(0).event().size() == 2) {
      float[][] images = vae.decode(square(vae.weights().backend()));
      Pictures.manifold(directory.resolve("manifold.png"), shape, List.of(images), MANIFOLD_SIDE);
    }
  }

  private void lossCurve(List<EpochLine> history) {
    Fonts.draw(
        console,
        "loss.png",
        "the figures are in history.csv all the same",
        () -> LossCurve.draw(directory.resolve("loss.png"), history));
  }

  /**
   * Codes at equal steps of probability under the prior, first coordinate to the right, second
   * upwards.
   */
  private static float[][] square(Backend backend) {
    float[] edge = new float[MANIFOLD_SIDE];
    for (int i = 0; i < MANIFOLD_SIDE; i++) {
      edge[i] = (i + 0.5f) / MANIFOLD_SIDE;
    }
    try (Scope scope = backend.scope()) {
      edge =
          scope.ops().normalQuantile(scope.ops().tensor(edge, Shape.of(MANIFOLD_SIDE))).toFloats();
    }
    float[][] codes = new float[MANIFOLD_SIDE * MANIFOLD_SIDE][];
    float[] quantiles = edge;
    Arrays.setAll(
        codes,
        i ->
            new float[] {
              quantiles[i % MANIFOLD_SIDE], quantiles[MANIFOLD_SIDE - 1 - i / MANIFOLD_SIDE]
            });
    return codes;
  }
}
