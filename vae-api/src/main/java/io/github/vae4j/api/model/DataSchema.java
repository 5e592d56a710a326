package io.github.vae4j.api.model;

import io.github.vae4j.api.tensor.Shape;
import java.util.List;

/**
 * What one observation, or one condition, is made of.
 *
 * @param shape the shape of a row, (height, width, channels) for images or (columns) for a table;
 *     tensors hold it flat
 * @param columns what the columns of a table are, in order; empty where all entries are of one
 *     kind, as in an image
 */
public record DataSchema(Shape shape, List<Column> columns) {
  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if there are columns, but not one for each entry
   */
  public DataSchema {
    columns = List.copyOf(columns);
    if (!columns.isEmpty() && columns.size() != shape.size()) {
      throw new IllegalArgumentException(
          "DataSchema: "
              + columns.size()
              + " columns for rows of shape "
              + shape
              + "; name one for each entry, or none");
    }
  }

  /** Returns the schema of data whose entries are all of one kind. */
  public static DataSchema of(int... shape) {
    return new DataSchema(Shape.of(shape), List.of());
  }

  /** Returns the number of entries of a row. */
  public int size() {
    return Math.toIntExact(shape.size());
  }

  /**
   * A column of a table.
   *
   * @param name its heading
   * @param kind what its numbers mean
   * @param categories how many values a {@link Kind#CATEGORY} has; 0 for other kinds
   */
  public record Column(String name, Kind kind, int categories) {
    /**
     * Makes a column.
     *
     * @throws IllegalArgumentException if a category has no values, or another kind has some
     */
    public Column {
      if (kind == Kind.CATEGORY ? categories < 1 : categories != 0) {
        throw new IllegalArgumentException(
            "Column '"
                + name
                + "': categories must be 1 or more for a CATEGORY and 0 for other kinds, got "
                + categories
                + " for "
                + kind);
      }
    }

    /** Returns the column of a real number. */
    public static Column real(String name) {
      return new Column(name, Kind.REAL, 0);
    }

    /** Returns the column of a whole number from 0 on. */
    public static Column count(String name) {
      return new Column(name, Kind.COUNT, 0);
    }

    /**
     * Returns the column of the number of a category.
     *
     * @param categories how many there are, 1 or more
     */
    public static Column category(String name, int categories) {
      return new Column(name, Kind.CATEGORY, categories);
    }

    /** What the numbers of a column mean. */
    public enum Kind {
      /** A real number. */
      REAL,
      /** A whole number from 0 on. */
      COUNT,
      /** The number of a category, from 0 on. */
      CATEGORY
    }
  }
}
