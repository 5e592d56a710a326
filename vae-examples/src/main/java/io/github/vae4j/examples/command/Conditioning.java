package io.github.vae4j.examples.command;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.DataSchema.Column;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.data.Conditions;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.ImageSet;
import io.github.vae4j.core.data.Masks;
import io.github.vae4j.core.model.ModelDescription;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a model is told of each image. */
sealed interface Conditioning {
  /** The density that a model bounds which is told nothing. */
  String UNCONDITIONAL = "log p(x)";

  /** Returns images as the model reads them. */
  Dataset of(Dataset rows);

  /** Returns the density that the model bounds, as it is written. */
  String density();

  /** Returns the part of each image that the model sees, where it completes the rest. */
  default Optional<SeenPart> part() {
    return Optional.empty();
  }

  /** Returns the options that decide what the model reads. */
  default String dataOptions() {
    return "--data, --data-dir and --limit";
  }

  /**
   * Returns the images of a set as the model reads them.
   *
   * @throws ConfigurationException if the model reads their labels and there are none that fit
   */
  default ImageSet of(ImageSet images) {
    return Require.configured(
        () -> new ImageSet(images.name(), of(images.train()), of(images.test()), images.origin()));
  }

  /**
   * Returns what a model is told.
   *
   * @param name of the model, in messages
   * @param seen the part of the image it sees, if it is known
   * @throws ConfigurationException if the two do not go together, or the condition is none that
   *     images have
   */
  static Conditioning of(String name, ModelDescription model, Optional<SeenPart> seen) {
    Optional<DataSchema> condition = model.condition();
    if (completes(model)) {
      return seen.map(part -> new Part(part, part.masks(model.data())))
          .orElseThrow(
              () ->
                  new ConfigurationException(
                      name
                          + " sees a part of the image, and nothing says which; give --quadrants or --seen-columns as in its training"));
    }
    if (seen.isPresent()) {
      throw new ConfigurationException(
          seen.get()
              + ": "
              + name
              + (condition.isEmpty()
                  ? " sees no part of the image beforehand"
                  : " is conditioned on something else than a part of the image")
              + "; leave the option out");
    }
    return condition.isEmpty() ? new None() : new Label(classes(name, condition.get()));
  }

  /** Returns whether a model sees a part of its own data. */
  static boolean completes(ModelDescription model) {
    return model.condition().equals(Optional.of(model.data()));
  }

  private static int classes(String name, DataSchema condition) {
    List<Column> columns = condition.columns();
    int classes = columns.size() == 1 ? columns.get(0).categories() : 0;
    if (classes == 0 || !condition.equals(Conditions.labelSchema(classes))) {
      throw new ConfigurationException(
          name
              + " reads conditions "
              + condition
              + ", which images do not come with; this command knows class labels and parts of the image");
    }
    return classes;
  }

  /** Returns what a trained model is told; as {@link #of(String, ModelDescription, Optional)}. */
  static Conditioning of(Path checkpoint, Vae vae, Optional<SeenPart> seen) {
    return of(checkpoint.toString(), vae.model().description(), seen);
  }

  /** Nothing. */
  record None() implements Conditioning {
    @Override
    public Dataset of(Dataset rows) {
      return rows;
    }

    @Override
    public String density() {
      return UNCONDITIONAL;
    }
  }

  /**
   * Its class.
   *
   * @param classes how many there are
   */
  record Label(int classes) implements Conditioning {
    @Override
    public Dataset of(Dataset rows) {
      if (rows.labels().isEmpty()) {
        throw new ConfigurationException(
            "The model is conditioned on the class, and these images have no labels; name others with --data");
      }
      return rows.givenLabels(classes);
    }

    @Override
    public String density() {
      return "log p(x | c)";
    }
  }

  /**
   * A part of it; only the rest is scored.
   *
   * @param name which, as users say it
   * @param seen which entries
   */
  record Part(SeenPart name, Masks seen) implements Conditioning {
    @Override
    public Dataset of(Dataset rows) {
      return rows.completing(seen);
    }

    @Override
    public String density() {
      return "log p(missing | seen)";
    }

    @Override
    public Optional<SeenPart> part() {
      return Optional.of(name);
    }

    @Override
    public String dataOptions() {
      return "--data, --data-dir, --limit and --quadrants or --seen-columns";
    }
  }
}
