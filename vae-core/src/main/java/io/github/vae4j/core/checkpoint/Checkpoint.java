package io.github.vae4j.core.checkpoint;

import io.github.vae4j.api.model.Parameter;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.ElementType;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.Layout;
import io.github.vae4j.core.model.ModelDescription;
import io.github.vae4j.core.model.Weights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A model in a file: its description, its values, where they come from and, while it trains, what
 * is needed to go on.
 *
 * <p>Parameters are stored under their names; values that accompany a parameter (moments, values
 * before averaging) under a prefix and its name. A file carries {@value #FORMAT_KEY} and a reader
 * refuses versions it does not know.
 */
public final class Checkpoint implements AutoCloseable {
  /** The version of the layout of names and metadata that is written. */
  public static final int FORMAT = 1;

  private static final String FORMAT_KEY = "vae4j.format";
  private static final String MODEL = "model";
  private static final String OBSERVATIONS = "model.observations";
  private static final String TRAINING = "training";

  private final Path file;
  private final SafeTensors tensors;

  private Checkpoint(Path file, SafeTensors tensors) {
    this.file = file;
    this.tensors = tensors;
  }

  /**
   * What a checkpoint holds.
   *
   * @param description of the model
   * @param observations the size of the training set, which row tables have as their length
   * @param weights its values
   * @param companions states laid out as the parameters of a role are, by prefix and role
   * @param tableCompanions states laid out as row tables are, by prefix
   * @param provenance where the values come from
   * @param training what the trainer needs to go on, in JSON
   */
  public record Content(
      ModelDescription description,
      long observations,
      Weights weights,
      Map<String, Map<Parameter.Role, State>> companions,
      Map<String, Map<Parameter, State>> tableCompanions,
      Provenance provenance,
      Optional<String> training) {}

  /**
   * Writes a checkpoint, whole or not at all.
   *
   * @throws CheckpointException if it cannot be written; what stood at {@code file} is then
   *     untouched
   */
  public static void write(Path file, Content content) {
    Map<String, String> metadata = new TreeMap<>(content.provenance().entries());
    metadata.put(FORMAT_KEY, Integer.toString(FORMAT));
    metadata.put(MODEL, content.description().toJson());
    metadata.put(OBSERVATIONS, Long.toString(content.observations()));
    content.training().ifPresent(training -> metadata.put(TRAINING, training));
    Weights weights = content.weights();
    Layout layout = weights.layout();
    List<TensorData> data = new ArrayList<>();
    for (Parameter key : layout.parameters()) {
      data.add(tensor(key.name(), key.shape(), weights.stateOf(key), layout.offset(key)));
      content
          .companions()
          .forEach(
              (prefix, states) ->
                  Optional.ofNullable(states.get(key.role()))
                      .ifPresent(
                          state ->
                              data.add(
                                  tensor(
                                      prefix + key.name(),
                                      key.shape(),
                                      state,
                                      layout.offset(key)))));
    }
    for (Parameter table : layout.tables()) {
      data.add(tensor(table.name(), weights.storedShape(table), weights.table(table), 0));
    }
    content
        .tableCompanions()
        .forEach(
            (prefix, states) ->
                states.forEach(
                    (table, state) ->
                        data.add(
                            tensor(prefix + table.name(), weights.storedShape(table), state, 0))));
    SafeTensors.write(file, metadata, data);
  }

  private static TensorData tensor(String name, Shape shape, State state, long offset) {
    int size = Math.toIntExact(shape.size());
    return state.backend().elementType() == ElementType.FLOAT64
        ? TensorData.doubles(name, shape, () -> state.toDoubles(offset, size))
        : TensorData.floats(name, shape, () -> state.toFloats(offset, size));
  }

  /**
   * Opens a checkpoint and checks its header.
   *
   * @throws CheckpointException if the file is missing, damaged, not vae4j's or of a later version
   */
  public static Checkpoint open(Path file) {
    SafeTensors tensors = SafeTensors.open(file);
    try {
      Checkpoint opened = new Checkpoint(file, tensors);
      opened.requireFormat();
      return opened;
    } catch (RuntimeException e) {
      tensors.close();
      throw e;
    }
  }

  private void requireFormat() {
    String format = text(FORMAT_KEY);
    if (!format.equals(Integer.toString(FORMAT))) {
      throw new CheckpointException(
          "checkpoint "
              + file
              + ": "
              + FORMAT_KEY
              + " is '"
              + format
              + "', this version reads "
              + FORMAT
              + "; open it with the version of vae4j that wrote it, "
              + provenance().version()
              + ", or a newer one");
    }
  }

  /** Returns the model's description. */
  public ModelDescription description() {
    try {
      return ModelDescription.parse(text(MODEL));
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(
          "checkpoint " + file + ": " + MODEL + " is damaged: " + e.getMessage(), e);
    }
  }

  /** Returns the size of the training set the model was built for. */
  public long observations() {
    String written = text(OBSERVATIONS);
    try {
      int rows = Integer.parseInt(written);
      if (rows >= 0) {
        return rows;
      }
      throw new NumberFormatException("below 0");
    } catch (NumberFormatException e) {
      throw new CheckpointException(
          "checkpoint "
              + file
              + ": "
              + OBSERVATIONS
              + " is '"
              + written
              + "', not a number of rows",
          e);
    }
  }

  /** Returns where the values come from. */
  public Provenance provenance() {
    return Provenance.of(tensors.metadata());
  }

  /**
   * Returns what the trainer needs to go on, in JSON, or empty where the file holds a finished
   * model.
   */
  public Optional<String> training() {
    return Optional.ofNullable(tensors.metadata().get(TRAINING));
  }

  /**
   * Refuses a file that does not hold the values of a model, before anything is allocated for them.
   *
   * @throws CheckpointException if a value is missing or has another shape
   */
  private void requireHolds(Architecture model) {
    for (Architecture.Declaration declaration : model.declarations()) {
      Parameter key = declaration.key();
      requireShape(key.name(), Weights.storedShape(key, model.observations()));
    }
  }

  /**
   * Copies the model's values.
   *
   * @throws CheckpointException if one is missing or has another shape
   */
  private void restore(Weights weights) {
    for (Parameter key : weights.layout().parameters()) {
      copy(key.name(), key.shape(), weights.stateOf(key), weights.layout().offset(key));
    }
    for (Parameter table : weights.layout().tables()) {
      copy(table.name(), weights.storedShape(table), weights.table(table), 0);
    }
  }

  /**
   * Returns the values of a model on a backend; the caller closes them.
   *
   * @throws CheckpointException if one is missing or has another shape
   */
  public Weights weights(Backend backend, Architecture model) {
    requireHolds(model);
    Weights weights = Weights.zeros(backend, model);
    try {
      restore(weights);
    } catch (RuntimeException e) {
      weights.close();
      throw e;
    }
    return weights;
  }

  /** Copies values that accompany the parameters of a role. */
  public void restore(String prefix, Layout layout, Parameter.Role role, State into) {
    for (Parameter key : layout.parameters()) {
      if (key.role() == role) {
        copy(prefix + key.name(), key.shape(), into, layout.offset(key));
      }
    }
  }

  /** Copies values that accompany a row table. */
  public void restore(String prefix, Weights weights, Parameter table, State into) {
    copy(prefix + table.name(), weights.storedShape(table), into, 0);
  }

  private void copy(String name, Shape shape, State into, long offset) {
    SafeTensors.Entry entry = requireShape(name, shape);
    if (entry.dtype() == Dtype.F64) {
      into.set(offset, tensors.doubles(name));
    } else {
      into.set(offset, tensors.floats(name));
    }
  }

  private SafeTensors.Entry requireShape(String name, Shape shape) {
    SafeTensors.Entry entry = tensors.entry(name);
    if (!entry.shape().equals(shape)) {
      throw new CheckpointException(
          "checkpoint "
              + file
              + ": tensor '"
              + name
              + "' has shape "
              + entry.shape()
              + ", the model needs "
              + shape);
    }
    return entry;
  }

  private String text(String key) {
    String value = tensors.metadata().get(key);
    if (value == null) {
      throw new CheckpointException(
          "checkpoint "
              + file
              + ": metadata has no '"
              + key
              + "'; this is not a model that vae4j wrote");
    }
    return value;
  }

  @Override
  public void close() {
    tensors.close();
  }
}
