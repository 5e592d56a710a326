package io.github.vae4j.examples.bench;

import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.core.elbo.ElboOptions;
import io.github.vae4j.core.plugin.DidYouMean;
import io.github.vae4j.examples.bench.BenchModel.Convolutional;
import io.github.vae4j.examples.bench.BenchModel.Mlp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Work that is timed: training steps of a model, the encoding of rows by it, or one product. */
public final class Workload {
  private static final Mlp SMALL = new Mlp(784, List.of(400), "relu", 20);
  private static final Mlp TANH = new Mlp(784, List.of(200, 200), "tanh", 50);

  private static final Map<String, Workload> ALL =
      Stream.of(
              training("W1", SMALL, 128, 100),
              training("W2", new Convolutional(28, 32), 128, 25),
              training("W3k1", TANH, 20, 200),
              weighted("W3k5", TANH, 20, 200, 5),
              weighted("W3k50", TANH, 20, 50, 50),
              encoding(
                  "W5", SMALL, List.of(new Size(1, 5000), new Size(32, 500), new Size(1024, 50))),
              product("M784x400", SMALL, 128, 1000),
              product("M4096x4096", new Mlp(4096, List.of(4096), "relu", 20), 4096, 5))
          .collect(
              Collectors.toMap(
                  Workload::name, Function.identity(), (a, b) -> a, LinkedHashMap::new));

  private final String name;
  private final BenchModel model;
  private final ElboOptions bound;
  private final Kind kind;
  private final List<Size> sizes;

  private Workload(String name, BenchModel model, ElboOptions bound, Kind kind, List<Size> sizes) {
    this.name = name;
    this.model = model;
    this.bound = bound;
    this.kind = kind;
    this.sizes = sizes;
  }

  /**
   * Rows that are worked on at once, and how often a round does so unless it is told otherwise:
   * about half a second of work.
   */
  private record Size(int batch, int steps) {}

  /** What a step is. */
  enum Kind {
    /** A step of training. */
    TRAINING,
    /** A call that encodes a batch. */
    ENCODING,
    /** The matrix product of the model's first layer, alone. */
    PRODUCT
  }

  static Workload training(String name, BenchModel model, int batch, int steps) {
    return new Workload(
        name, model, ElboOptions.standard(), Kind.TRAINING, List.of(new Size(batch, steps)));
  }

  private static Workload weighted(
      String name, BenchModel model, int batch, int steps, int samples) {
    return new Workload(
        name,
        model,
        ElboOptions.importanceWeighted(samples),
        Kind.TRAINING,
        List.of(new Size(batch, steps)));
  }

  static Workload encoding(String name, BenchModel model, List<Size> sizes) {
    return new Workload(name, model, ElboOptions.standard(), Kind.ENCODING, sizes);
  }

  static Workload product(String name, BenchModel model, int batch, int steps) {
    return new Workload(
        name, model, ElboOptions.standard(), Kind.PRODUCT, List.of(new Size(batch, steps)));
  }

  /**
   * Returns the workload of that name, in letters of either case.
   *
   * @throws ConfigurationException if there is none
   */
  public static Workload named(String name) {
    return ALL.values().stream()
        .filter(workload -> workload.name.equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "No workload '" + name + "'. " + DidYouMean.among(name, ALL.keySet())));
  }

  /**
   * Returns what there is to measure.
   *
   * @param batches rows that are worked on at once; empty for those of the workload
   * @param steps of a round; 0 for the workload's own number, about half a second's
   * @throws ConfigurationException if one array cannot hold the images of a round
   */
  public List<Task> tasks(List<Integer> batches, int steps) {
    Stream<Task> tasks =
        batches.isEmpty()
            ? sizes.stream()
                .map(size -> new Task(this, size.batch, steps == 0 ? size.steps : steps))
            : batches.stream()
                .map(batch -> new Task(this, batch, steps == 0 ? steps(batch) : steps));
    return tasks.toList();
  }

  /** As many steps as make up about the rows that the workload itself asks for. */
  private int steps(int batch) {
    Size first = sizes.get(0);
    return (int) Math.max(1, (long) first.batch * first.steps / batch);
  }

  /** Returns the name by which it is asked for. */
  public String name() {
    return name;
  }

  BenchModel model() {
    return model;
  }

  /** Returns the bound that is trained on. */
  ElboOptions bound() {
    return bound;
  }

  Kind kind() {
    return kind;
  }

  @Override
  public String toString() {
    return name;
  }
}
