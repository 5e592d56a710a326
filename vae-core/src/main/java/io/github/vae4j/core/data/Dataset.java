package io.github.vae4j.core.data;

import io.github.vae4j.api.model.DataSchema;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rows of data on the host, all of one schema, with a label each or none, and with a condition each
 * or none. Immutable; slices share the values.
 *
 * <p>Grey levels are kept as bytes and scaled to [0, 1] as they are copied; all else is kept as
 * 32-bit floats.
 */
public final class Dataset {
  private final DataSchema schema;
  private final Values values;
  private final int @Nullable [] labels;
  private final int first;
  private final int size;
  private final Given given;
  private volatile @Nullable String digest;

  private Dataset(
      DataSchema schema,
      Values values,
      int @Nullable [] labels,
      int first,
      int size,
      Given given,
      @Nullable String digest) {
    this.schema = schema;
    this.values = values;
    this.labels = labels;
    this.first = first;
    this.size = size;
    this.given = given;
    this.digest = digest;
  }

  /**
   * Returns a set of rows.
   *
   * @param values all rows end to end, each of {@code schema.size()} finite entries; copied
   * @param labels one a row, copied, or null
   * @throws IllegalArgumentException if the lengths do not fit or an entry is not finite or no
   *     category's number
   */
  public static Dataset of(DataSchema schema, float[] values, int @Nullable [] labels) {
    return checked(schema, Values.copied(schema, values), labels, null);
  }

  /**
   * Returns a set of rows whose content has been named by its maker.
   *
   * @param values all rows end to end, each of {@code schema.size()} finite entries; copied
   * @param labels one a row, copied, or null
   * @param digest what {@link #digest()} shall return, such as the SHA-256 of the file they were
   *     read from
   * @throws IllegalArgumentException if the lengths do not fit or an entry is not finite or no
   *     category's number
   */
  public static Dataset of(
      DataSchema schema, float[] values, int @Nullable [] labels, String digest) {
    return checked(schema, Values.copied(schema, values), labels, digest);
  }

  /**
   * Returns a set of images whose entries are grey levels from 0 to 255, given as unsigned bytes
   * and read as level / 255.
   *
   * @param levels all rows end to end, each of {@code schema.size()} entries; copied
   * @param labels one a row, copied, or null
   * @throws IllegalArgumentException if the lengths do not fit
   */
  public static Dataset ofLevels(DataSchema schema, byte[] levels, int @Nullable [] labels) {
    return checked(schema, new Values.Bytes(levels.clone()), labels, null);
  }

  /**
   * Returns a set of rows that are read where they stand, (rows, row size); they must not change
   * while it is used.
   *
   * @throws IllegalArgumentException if a row has another length, or an entry is not finite or no
   *     category's number
   */
  public static Dataset viewing(DataSchema schema, float[][] rows) {
    return checked(schema, Values.viewing(schema, rows), null, null);
  }

  /** As {@link #ofLevels}, keeping the very array, which must not change. */
  static Dataset sharing(DataSchema schema, byte[] levels, int @Nullable [] labels) {
    return checked(schema, new Values.Bytes(levels), labels, null);
  }

  private static Dataset checked(
      DataSchema schema, Values values, int @Nullable [] labels, @Nullable String digest) {
    int width = schema.size();
    if (width == 0 || values.length() % width != 0) {
      throw new IllegalArgumentException(
          "Dataset: "
              + values.length()
              + " entries are not a whole number of rows of "
              + schema.shape()
              + ", "
              + width
              + " each");
    }
    int size = Math.toIntExact(values.length() / width);
    if (labels != null && labels.length != size) {
      throw new IllegalArgumentException(
          "Dataset: " + labels.length + " labels for " + size + " rows; give one a row, or null");
    }
    return new Dataset(
        schema, values, labels == null ? null : labels.clone(), 0, size, Given.NOTHING, digest);
  }

  /** Returns what a row is made of. */
  public DataSchema schema() {
    return schema;
  }

  /** Returns the number of rows. */
  public int size() {
    return size;
  }

  /**
   * Returns the name of this content: as given, else the SHA-256, in hexadecimal digits, of the row
   * shape, the number of rows, the stored values, the labels and the conditions. Equal content kept
   * in the same way has equal digests.
   */
  public String digest() {
    String known = digest;
    if (known == null) {
      known = contentDigest();
      digest = known;
    }
    return known;
  }

  /**
   * Returns a fresh copy of one row, (dataSize).
   *
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public float[] row(int row) {
    float[] copy = new float[schema.size()];
    copyRow(row, copy, 0);
    return copy;
  }

  /**
   * Copies one row to {@code into}, from {@code offset} on.
   *
   * @throws IndexOutOfBoundsException if there is no such row, or no room for it
   */
  public void copyRow(int row, float[] into, int offset) {
    if (row < 0 || row >= size) {
      throw new IndexOutOfBoundsException("Dataset: no row " + row + " in a set of " + size);
    }
    int width = schema.size();
    values.copy((long) (first + row) * width, width, into, offset);
  }

  /** Returns a fresh copy of the labels, one a row, or empty where there are none. */
  public Optional<int[]> labels() {
    return labels == null
        ? Optional.empty()
        : Optional.of(Arrays.copyOfRange(labels, first, first + size));
  }

  /**
   * Returns these rows with a condition each.
   *
   * @throws IllegalArgumentException if there are not as many conditions as rows, or the rows have
   *     conditions already
   */
  public Dataset given(Conditions conditions) {
    if (given.conditions() != null) {
      throw new IllegalArgumentException(
          "Dataset.given: these rows have conditions of shape "
              + given.conditions().schema().shape()
              + " already; take them off with plain()");
    }
    if (conditions.size() != size) {
      throw new IllegalArgumentException(
          "Dataset.given: "
              + conditions.size()
              + " conditions for "
              + size
              + " rows; give one for each");
    }
    return with(new Given(conditions, given.scored()));
  }

  /**
   * Returns these rows with their labels as conditions.
   *
   * @param classes how many there are
   * @throws IllegalArgumentException if the rows have no labels, one is not from 0 to below {@code
   *     classes}, or the rows have conditions already
   */
  public Dataset givenLabels(int classes) {
    int[] known =
        labels()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Dataset.givenLabels: these rows have no labels; give conditions with given"));
    return given(Conditions.labels(classes, known));
  }

  /**
   * Returns these rows with only some entries scored, such as those that a condition does not tell.
   *
   * @param scored which entries are
   * @throws IllegalArgumentException if the masks do not fit the rows or leave nothing to score, or
   *     the rows have such masks already
   */
  public Dataset scoring(Masks scored) {
    if (given.scored() != null) {
      throw new IllegalArgumentException(
          "Dataset.scoring: these rows have masks of what is scored already; take them off with plain()");
    }
    scored.requireFit("Dataset.scoring", size, schema.size());
    if (scored.none()) {
      throw new IllegalArgumentException(
          "Dataset.scoring: the masks leave nothing to score; set one entry or more");
    }
    return with(new Given(given.conditions(), scored));
  }

  /**
   * Returns these rows to be completed from a part: each row's condition is what is seen of it, and
   * only the rest is scored. Sohn et al. 2015, section 4.
   *
   * @param seen which entries are
   * @throws IllegalArgumentException if the masks do not fit the rows or leave nothing to complete,
   *     or the rows have conditions or masks already
   */
  public Dataset completing(Masks seen) {
    return given(Conditions.of(plain(), seen)).scoring(seen.not());
  }

  /** Returns these rows alone, without conditions and with all entries scored. */
  public Dataset plain() {
    return with(Given.NOTHING);
  }

  private Dataset with(Given other) {
    return new Dataset(schema, values, labels, first, size, other, null);
  }

  /** Returns what each row's model is told, or empty for an unconditional one. */
  public Optional<Conditions> conditions() {
    return Optional.ofNullable(given.conditions());
  }

  /** Returns which entries of the rows are scored, or empty where all are. */
  public Optional<Masks> scored() {
    return Optional.ofNullable(given.scored());
  }

  /** Returns the parts of a batch that these rows fill, with the number of a row's entries. */
  public Map<BatchPart, Integer> widths() {
    Map<BatchPart, Integer> widths = new EnumMap<>(BatchPart.class);
    widths.put(BatchPart.X, schema.size());
    conditions().ifPresent(c -> widths.put(BatchPart.CONDITION, c.schema().size()));
    conditions()
        .flatMap(Conditions::known)
        .ifPresent(known -> widths.put(BatchPart.KNOWN, known.width()));
    scored().ifPresent(scored -> widths.put(BatchPart.SCORED, scored.width()));
    return widths;
  }

  /** Copies a part, which there must be, of one row to {@code into}, from {@code offset} on. */
  void copyPart(BatchPart part, int row, float[] into, int offset) {
    switch (part) {
      case X -> copyRow(row, into, offset);
      case CONDITION -> conditions().orElseThrow().copyRow(row, into, offset);
      case KNOWN ->
          conditions().flatMap(Conditions::known).orElseThrow().copyRow(row, into, offset);
      case SCORED -> scored().orElseThrow().copyRow(row, into, offset);
    }
  }

  /**
   * Returns a copy of the rows {@code from} (inclusive) to {@code to} (exclusive), with all that
   * comes with them, as trainers and evaluators hand it to a model.
   *
   * @throws IllegalArgumentException unless 0 ≤ from &lt; to ≤ size
   */
  public HostBatch batch(int from, int to) {
    if (from < 0 || from >= to || to > size) {
      throw new IllegalArgumentException(
          "Dataset.batch: rows " + from + " to " + to + " of a set of " + size);
    }
    HostBatch batch = HostBatch.empty(widths(), to - from);
    Arrays.setAll(batch.rows(), i -> from + i);
    batch.fill(this::copyPart);
    return batch;
  }

  /**
   * Returns the rows {@code from} (inclusive) to {@code to} (exclusive) as a set of their own, with
   * a digest of their own.
   *
   * @throws IllegalArgumentException unless 0 ≤ from ≤ to ≤ size
   */
  public Dataset slice(int from, int to) {
    if (from < 0 || from > to || to > size) {
      throw new IllegalArgumentException(
          "Dataset.slice: rows " + from + " to " + to + " of a set of " + size);
    }
    return from == 0 && to == size
        ? this
        : new Dataset(schema, values, labels, first + from, to - from, given.slice(from, to), null);
  }

  private String contentDigest() {
    MessageDigest sha = Digests.sha256();
    String kind = values.getClass().getSimpleName();
    sha.update((schema.shape() + " " + size + " " + kind).getBytes(StandardCharsets.UTF_8));
    int width = schema.size();
    values.digest((long) first * width, (long) size * width, sha);
    if (labels != null) {
      ByteBuffer bytes = ByteBuffer.allocate(size * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asIntBuffer().put(labels, first, size);
      sha.update(bytes);
    }
    given.digest(sha);
    return Digests.hex(sha);
  }
}
