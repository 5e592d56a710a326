package io.github.vae4j.examples.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.core.data.Masks;
import io.github.vae4j.core.plugin.JsonOptions;
import io.github.vae4j.cvae.ImageParts;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The part of each image that a model sees and completes the rest of; as text, its option. */
sealed interface SeenPart {
  /**
   * Returns which entries of an image are seen.
   *
   * @throws IllegalArgumentException if images of this shape have no such part
   */
  Masks masks(DataSchema images);

  /** Adds it to the section of a run's file that {@link #read} reads. */
  void write(ObjectNode json);

  /**
   * Returns the part that a section of a run's file names.
   *
   * @throws ConfigurationException if it does not name one part
   */
  static SeenPart read(JsonOptions json) {
    int quadrants = json.integer(Quadrants.NAME, 0);
    String columns = json.text(Columns.NAME, "");
    if ((quadrants == 0) == columns.isEmpty()) {
      throw json.refuse(
          Quadrants.NAME, "a part that is seen is either 'quadrants' or 'columns'; name one");
    }
    return columns.isEmpty() ? Quadrants.of(quadrants) : Columns.parse(columns);
  }

  /**
   * Quadrants.
   *
   * @param count 1 for the one at the bottom left, 2 for the left half, 3 for all but the one at
   *     the bottom right
   */
  record Quadrants(int count) implements SeenPart {
    private static final String NAME = "quadrants";

    static Quadrants of(int count) {
      if (count < 1 || count > 3) {
        throw new ConfigurationException("--quadrants must be 1, 2 or 3, got " + count);
      }
      return new Quadrants(count);
    }

    @Override
    public Masks masks(DataSchema images) {
      return ImageParts.quadrants(images, count);
    }

    @Override
    public void write(ObjectNode json) {
      json.put(NAME, count);
    }

    @Override
    public String toString() {
      return "--quadrants " + count;
    }
  }

  /**
   * A band of columns, counted from 0.
   *
   * @param first of them
   * @param last of them, seen too
   */
  record Columns(int first, int last) implements SeenPart {
    private static final String NAME = "columns";
    private static final Pattern RANGE = Pattern.compile("(\\d{1,6})-(\\d{1,6})");

    static Columns parse(String range) {
      Matcher numbers = RANGE.matcher(range);
      if (!numbers.matches()) {
        throw new ConfigurationException(
            "--seen-columns must be FROM-TO, such as 0-13 for the left half of 28 columns, got '"
                + range
                + "'");
      }
      int first = Integer.parseInt(numbers.group(1));
      int last = Integer.parseInt(numbers.group(2));
      if (first > last) {
        throw new ConfigurationException(
            "--seen-columns must go from the left to the right, got " + range);
      }
      return new Columns(first, last);
    }

    @Override
    public Masks masks(DataSchema images) {
      int width = images.shape().rank() < 2 ? 0 : images.shape().dim(1);
      if (last >= width || last - first + 1 == width) {
        throw new ConfigurationException(
            this
                + ": the images have "
                + width
                + " columns, numbered from 0; name some of them, not all");
      }
      return ImageParts.columns(images, first, last + 1);
    }

    @Override
    public void write(ObjectNode json) {
      json.put(NAME, first + "-" + last);
    }

    @Override
    public String toString() {
      return "--seen-columns " + first + "-" + last;
    }
  }
}
