package io.github.vae4j.core.train;

import io.github.vae4j.api.model.Parameter;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.checkpoint.Checkpoint;
import io.github.vae4j.core.checkpoint.CheckpointException;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.distribution.KlRules;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.Layout;
import io.github.vae4j.core.model.Weights;
import io.github.vae4j.core.plugin.JsonOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The training loop: epochs, shuffling, batching, optimiser, schedules, validation, checkpoints.
 *
 * <p>Model, plan, data and backend decide the result to the bit, and so does training that was
 * stopped and resumed. One training runs at a time; {@link #stop} may be called from any thread.
 */
public final class Trainer {
  private final Backend backend;
  private final Architecture model;
  private final TrainingPlan plan;
  private final KlRules rules;
  private final List<TrainingListener> listeners;
  private final @Nullable Dataset validation;
  private final @Nullable Path checkpoint;
  private volatile boolean stopping;

  private Trainer(Builder builder) {
    backend = builder.backend;
    model = builder.model;
    plan = builder.plan;
    rules = builder.rules;
    listeners = List.copyOf(builder.listeners);
    validation = builder.validation;
    checkpoint = builder.checkpoint;
  }

  /** Returns a builder of a trainer. */
  public static Builder builder(
      Backend backend, Architecture model, TrainingPlan plan, KlRules rules) {
    return new Builder(backend, model, plan, rules);
  }

  /**
   * Trains from initial values.
   *
   * @throws NonFiniteException if a loss or gradient is not finite
   * @throws IllegalArgumentException if the data does not fit the model or the plan, such as a last
   *     batch of one row with batch normalisation; nothing has moved then
   * @throws IllegalStateException if checkpoints shall be written of a model that code made, which
   *     has no description
   */
  public TrainingResult train(Dataset data) {
    requireFits(data);
    return run(data, Weights.initial(backend, model, plan.seed()), Progression.start(), null);
  }

  /**
   * Trains from the values of a checkpoint, as a new run.
   *
   * @throws CheckpointException if the file does not hold this model's values
   */
  public TrainingResult trainFrom(Path file, Dataset data) {
    requireFits(data);
    try (Checkpoint from = Checkpoint.open(file)) {
      return run(data, from.weights(backend, model), Progression.start(), null);
    }
  }

  /**
   * Goes on where a checkpoint was written, to the bit as if training had never stopped.
   *
   * @throws CheckpointException if the file holds no training to go on with, or another model's,
   *     another plan's or another data set's
   */
  public TrainingResult resume(Path file, Dataset data) {
    requireFits(data);
    try (Checkpoint from = Checkpoint.open(file)) {
      String training =
          from.training()
              .orElseThrow(
                  () ->
                      new CheckpointException(
                          "checkpoint "
                              + file
                              + " holds a finished model and no training to go on with; start a new run from its weights"));
      requireSame(file, from, data);
      Progression progression = progression(file, training);
      return run(data, from.weights(backend, model), progression, from);
    }
  }

  private static Progression progression(Path file, String training) {
    try {
      return Progression.parse(training);
    } catch (IllegalArgumentException e) {
      throw new CheckpointException("checkpoint " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Ends the training under way, or else the next one, after its present step, with a checkpoint
   * where one is written; safe from any thread.
   */
  public void stop() {
    stopping = true;
  }

  private TrainingResult run(
      Dataset data, Weights weights, Progression from, @Nullable Checkpoint resumed) {
    boolean done = false;
    try (TrainingRun run = new TrainingRun(this, weights, data, from)) {
      if (resumed != null) {
        run.restore(resumed);
      }
      TrainingResult result = run.toEnd();
      done = true;
      return result;
    } finally {
      stopping = false;
      if (!done) {
        weights.close();
      }
    }
  }

  private void requireFits(Dataset data) {
    Layout layout = Layout.of(model);
    requireKnownGroups(layout);
    layout.tables().forEach(this::requireAdam);
    if (checkpoint != null) {
      model.description();
    }
    model.requireFit("training", data);
    if (validation != null) {
      model.requireFit("validation", validation);
    }
    requireEffect();
    if (data.size() < plan.batch()) {
      throw new IllegalArgumentException(
          "training: the data has "
              + data.size()
              + " rows and a batch "
              + plan.batch()
              + "; take a smaller batch");
    }
    if ((model.observations() != 0 || !layout.tables().isEmpty())
        && model.observations() != data.size()) {
      throw new IllegalArgumentException(
          "training: the model was built for "
              + model.observations()
              + " observations, the data has "
              + data.size());
    }
    if (plan.patience() > 0 && validation == null) {
      throw new IllegalArgumentException(
          "training: patience needs validation data; give some, or set patience to 0");
    }
  }

  private void requireEffect() {
    if (model.latents().isEmpty() && !plan.beta().equals(new Schedule.Constant(1))) {
      throw new IllegalArgumentException(
          "training plan: beta weighs a KL, which a model without latents does not have; leave it at 1");
    }
  }

  private void requireAdam(Parameter table) {
    if (plan.group(table.group()).optimiser() instanceof Optimiser.Sgd) {
      throw new IllegalArgumentException(
          "training: row table '"
              + table.name()
              + "' is trained by Adam only; give group '"
              + table.group()
              + "' the optimiser adam");
    }
  }

  private void requireKnownGroups(Layout layout) {
    Set<String> known =
        layout.groups().stream()
            .map(Layout.Range::group)
            .collect(Collectors.toCollection(TreeSet::new));
    layout.tables().forEach(table -> known.add(table.group()));
    for (String group : plan.groups().keySet()) {
      if (!known.contains(group)) {
        throw new IllegalArgumentException(
            "training plan: no group of parameters is called '" + group + "'; there are " + known);
      }
    }
  }

  private void requireSame(Path file, Checkpoint from, Dataset data) {
    if (!model.isDescribedBy(from.description())) {
      throw new CheckpointException(
          "checkpoint "
              + file
              + " holds another model, "
              + from.description()
              + ", than the one to train, "
              + model.description());
    }
    TrainingPlan earlier = TrainingPlan.read(JsonOptions.parse(from.provenance().plan(), "plan"));
    if (!earlier.withEpochs(plan.epochs()).equals(plan)) {
      throw new CheckpointException(
          "checkpoint "
              + file
              + " was trained by another plan, and only the number of epochs may change on resuming: then "
              + earlier.toJson()
              + ", now "
              + plan.toJson());
    }
    if (!from.provenance().data().equals(data.digest())) {
      throw new CheckpointException(
          "checkpoint "
              + file
              + " was trained on other data (digest "
              + from.provenance().data()
              + ", now "
              + data.digest()
              + "); resume with the same data, or start a new run from its weights");
    }
  }

  Backend backend() {
    return backend;
  }

  Architecture model() {
    return model;
  }

  TrainingPlan plan() {
    return plan;
  }

  KlRules rules() {
    return rules;
  }

  List<TrainingListener> listeners() {
    return listeners;
  }

  Optional<Dataset> validation() {
    return Optional.ofNullable(validation);
  }

  Optional<Path> checkpoint() {
    return Optional.ofNullable(checkpoint);
  }

  boolean stopping() {
    return stopping;
  }

  /** Collects what a trainer may have. */
  public static final class Builder {
    private final Backend backend;
    private final Architecture model;
    private final TrainingPlan plan;
    private final KlRules rules;
    private final List<TrainingListener> listeners = new ArrayList<>();
    private @Nullable Dataset validation;
    private @Nullable Path checkpoint;

    private Builder(Backend backend, Architecture model, TrainingPlan plan, KlRules rules) {
      this.backend = backend;
      this.model = model;
      this.plan = plan;
      this.rules = rules;
    }

    /** Adds a listener. */
    public Builder listener(TrainingListener listener) {
      listeners.add(listener);
      return this;
    }

    /** Sets data whose bound is computed after each epoch. */
    public Builder validation(Dataset data) {
      validation = data;
      return this;
    }

    /**
     * Sets the file that is written after each epoch and when training is stopped. With patience, a
     * second one whose name ends in {@code .best.safetensors} holds the model with the best
     * validation bound.
     */
    public Builder checkpoint(Path file) {
      checkpoint = file;
      return this;
    }

    /** Returns the trainer. */
    public Trainer build() {
      return new Trainer(this);
    }
  }
}
