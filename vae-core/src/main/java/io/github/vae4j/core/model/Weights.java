package io.github.vae4j.core.model;

import io.github.vae4j.api.model.Initializer;
import io.github.vae4j.api.model.Parameter;
import io.github.vae4j.api.model.Parameter.Role;
import io.github.vae4j.api.random.HostRandom;
import io.github.vae4j.api.random.Noise;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.State;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The values of one model's parameters on one backend. Many threads may read them while nothing
 * trains.
 */
public final class Weights implements AutoCloseable {
  private final Backend backend;
  private final Layout layout;
  private final long observations;
  private final State trained;
  private final State tracked;
  private final State constants;
  private final Map<Parameter, State> tables;

  private Weights(
      Backend backend,
      Layout layout,
      long observations,
      State trained,
      State tracked,
      State constants,
      Map<Parameter, State> tables) {
    this.backend = backend;
    this.layout = layout;
    this.observations = observations;
    this.trained = trained;
    this.tracked = tracked;
    this.constants = constants;
    this.tables = tables;
  }

  /** Returns weights that are all 0. */
  public static Weights zeros(Backend backend, Architecture architecture) {
    Layout layout = Layout.of(architecture);
    long observations = architecture.observations();
    Map<Parameter, State> tables = new LinkedHashMap<>();
    for (Parameter table : layout.tables()) {
      tables.put(table, backend.state(observations * table.shape().size()));
    }
    return new Weights(
        backend,
        layout,
        observations,
        backend.state(layout.trainedSize()),
        backend.state(layout.trackedSize()),
        backend.state(layout.constantSize()),
        tables);
  }

  /**
   * Returns weights as the parameters' initialisers give them; the same seed gives the same on
   * every backend.
   */
  public static Weights initial(Backend backend, Architecture architecture, long seed) {
    Weights weights = zeros(backend, architecture);
    try {
      for (Architecture.Declaration declaration : architecture.declarations()) {
        weights.initialise(declaration, seed);
      }
    } catch (RuntimeException e) {
      weights.close();
      throw e;
    }
    return weights;
  }

  private void initialise(Architecture.Declaration declaration, long seed) {
    Parameter key = declaration.key();
    SeededNoise noise = new SeededNoise(seed, Noise.hash(key.name()));
    set(key, declaration.initializer().values(storedShape(key), noise));
  }

  /**
   * Returns these weights with other trained and tracked values; constants and tables are shared.
   */
  public Weights with(State trained, State tracked) {
    return new Weights(backend, layout, observations, trained, tracked, constants, tables);
  }

  /** Returns the backend that holds the values. */
  public Backend backend() {
    return backend;
  }

  /** Returns where each parameter lies. */
  public Layout layout() {
    return layout;
  }

  /** Returns the state of all trained parameters. */
  public State trained() {
    return trained;
  }

  /** Returns the state of all tracked values. */
  public State tracked() {
    return tracked;
  }

  /**
   * Returns the state of a row table.
   *
   * @throws IllegalArgumentException if it is not one of this model's
   */
  public State table(Parameter key) {
    State table = tables.get(key);
    if (table == null) {
      throw new IllegalArgumentException(
          "parameter '" + key.name() + "' is not a row table of this model");
    }
    return table;
  }

  /** Returns the shape of all of a parameter's values: for a row table (N, row…). */
  public Shape storedShape(Parameter key) {
    return storedShape(key, observations);
  }

  /** Returns the shape of all of a parameter's values in a model of so many observations. */
  public static Shape storedShape(Parameter key, long observations) {
    return key.role() == Role.ROW_TABLE
        ? key.shape().prepend(Math.toIntExact(observations))
        : key.shape();
  }

  /** Returns a parameter's values in row-major order. */
  public float[] get(Parameter key) {
    int size = Math.toIntExact(storedShape(key).size());
    return key.role() == Role.ROW_TABLE
        ? table(key).toFloats(0, size)
        : stateOf(key).toFloats(layout.offset(key), size);
  }

  /**
   * Sets a parameter's values.
   *
   * @throws IllegalArgumentException if their number is not that of the stored shape
   */
  public void set(Parameter key, float[] values) {
    Shape shape = storedShape(key);
    if (values.length != shape.size()) {
      throw new IllegalArgumentException(
          "parameter '"
              + key.name()
              + "' has shape "
              + shape
              + " and needs "
              + shape.size()
              + " values, got "
              + values.length);
    }
    if (key.role() == Role.ROW_TABLE) {
      table(key).set(0, values);
    } else {
      stateOf(key).set(layout.offset(key), values);
    }
  }

  /** Returns the state in which a parameter lies. */
  public State stateOf(Parameter key) {
    return switch (key.role()) {
      case TRAINED -> trained;
      case TRACKED -> tracked;
      case CONSTANT -> constants;
      case ROW_TABLE -> table(key);
    };
  }

  @Override
  public void close() {
    trained.close();
    tracked.close();
    constants.close();
    tables.values().forEach(State::close);
  }

  private record SeededNoise(long seed, int site) implements Initializer.HostNoise {
    @Override
    public float[] uniform(int count) {
      float[] values = new float[count];
      HostRandom.uniform(seed, site, 0, 0, values, 0, count);
      return values;
    }

    @Override
    public float[] normal(int count) {
      float[] values = new float[count];
      HostRandom.normal(seed, site, 0, 0, values, 0, count);
      return values;
    }
  }
}
