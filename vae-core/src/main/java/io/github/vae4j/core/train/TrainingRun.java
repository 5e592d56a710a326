package io.github.vae4j.core.train;

import io.github.vae4j.api.model.Parameter;
import io.github.vae4j.api.model.Parameter.Role;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.core.checkpoint.Checkpoint;
import io.github.vae4j.core.checkpoint.Provenance;
import io.github.vae4j.core.data.BatchLoader;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.HostBatch;
import io.github.vae4j.core.elbo.Elbo;
import io.github.vae4j.core.evaluate.EvaluationOptions;
import io.github.vae4j.core.evaluate.Evaluator;
import io.github.vae4j.core.evaluate.Report;
import io.github.vae4j.core.model.Layout;
import io.github.vae4j.core.model.Weights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One training from its first or resumed step to its end. */
final class TrainingRun implements AutoCloseable {
  /** The loss and its health are read at least after so many steps, and at the end of an epoch. */
  private static final int READ_EVERY = 50;

  private static final String RAW = "optimiser.raw.";

  private final Trainer trainer;
  private final TrainingPlan plan;
  private final Weights weights;
  private final Dataset data;
  private final TrainingStep step;
  private final BatchLoader loader;
  private final Evaluator evaluator;
  private final List<EpochReport> history = new ArrayList<>();
  private final long began = System.nanoTime();
  private Progression at;
  private long rowsThisRun;
  private boolean saved;

  TrainingRun(Trainer trainer, Weights weights, Dataset data, Progression from) {
    this.trainer = trainer;
    this.weights = weights;
    this.data = data;
    plan = trainer.plan();
    at = from;
    Elbo elbo = new Elbo(trainer.model(), trainer.rules(), plan.elbo());
    step = new TrainingStep(trainer.model(), weights, elbo, plan, data);
    loader = new BatchLoader(data, plan.batch(), plan.seed());
    evaluator = new Evaluator(trainer.model(), trainer.rules());
    step.resetTotals(from.totals());
  }

  TrainingResult toEnd() {
    requireLastBatchFits();
    // a training that was resumed may have ended already
    TrainingResult.End end =
        exhausted() ? TrainingResult.End.NO_IMPROVEMENT : TrainingResult.End.DONE;
    while (at.epoch() < plan.epochs() && end == TrainingResult.End.DONE) {
      end = epoch();
    }
    return new TrainingResult(finished(), history, end);
  }

  private void requireLastBatchFits() {
    int last = data.size() % plan.batch();
    if (last == 0) {
      return;
    }
    try {
      step.rehearse(last);
    } catch (ConfigurationException e) {
      throw new ConfigurationException(
          "training: "
              + data.size()
              + " rows in batches of "
              + plan.batch()
              + " leave a last batch of "
              + last
              + ", which the model cannot take: "
              + e.getMessage(),
          e);
    }
  }

  private TrainingResult.End epoch() {
    long rowsBefore = rowsThisRun;
    long start = System.nanoTime();
    int batch = 0;
    for (HostBatch rows : loader.epoch(at.epoch())) {
      if (batch++ < at.batch()) {
        start = System.nanoTime();
        continue;
      }
      step.run(rows, at.step(), steps());
      rowsThisRun += rows.size();
      at =
          new Progression(
              at.epoch(),
              batch,
              at.step() + 1,
              at.rows() + rows.size(),
              List.of(),
              at.best(),
              at.sinceBest());
      if (batch % readEvery() == 0 && batch < loader.batches()) {
        report();
      }
      if (trainer.stopping() && batch < loader.batches()) {
        requireFinite();
        save();
        return TrainingResult.End.STOPPED;
      }
    }
    requireFinite();
    return endEpoch(
        TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start) / 1e6, rowsThisRun - rowsBefore);
  }

  private TrainingResult.End endEpoch(double seconds, long rows) {
    Optional<Report> validation = validate();
    EpochReport report = epochReport(validation, seconds, rows);
    @Nullable Double best = at.best();
    double bound = validation.map(v -> v.elbo().mean()).orElse(Double.NEGATIVE_INFINITY);
    boolean better = Double.isFinite(bound) && (best == null || bound > best);
    int since = better ? 0 : at.sinceBest() + 1;
    at =
        new Progression(
            at.epoch() + 1,
            0,
            at.step(),
            0,
            List.of(),
            better ? Double.valueOf(bound) : best,
            since);
    step.resetTotals(List.of());
    history.add(report);
    trainer.listeners().forEach(listener -> listener.epochEnded(report));
    save();
    if (plan.patience() > 0 && better) {
      trainer.checkpoint().ifPresent(file -> write(bestFile(file)));
    }
    if (exhausted()) {
      return TrainingResult.End.NO_IMPROVEMENT;
    }
    return trainer.stopping() ? TrainingResult.End.STOPPED : TrainingResult.End.DONE;
  }

  private boolean exhausted() {
    return plan.patience() > 0 && at.sinceBest() >= plan.patience();
  }

  private Optional<Report> validate() {
    return trainer
        .validation()
        .map(
            set ->
                evaluator.evaluate(current(), set, new EvaluationOptions(plan.seed(), 0, false)));
  }

  private EpochReport epochReport(Optional<Report> validation, double seconds, long rows) {
    double[] means = Arrays.stream(step.totals()).map(total -> total / at.rows()).toArray();
    Map<String, Double> terms = new LinkedHashMap<>();
    for (int i = 3; i < means.length; i++) {
      terms.put(trainer.model().terms().get(i - 3).term().name(), means[i]);
    }
    long last = at.step() - 1;
    return new EpochReport(
        at.epoch() + 1,
        means[0],
        means[1],
        means[2],
        terms,
        plan.learningRate().at(last, steps()),
        plan.beta().at(last, steps()),
        validation,
        seconds,
        rows / seconds);
  }

  private void report() {
    requireFinite();
    double[] totals = step.totals();
    double seconds = (System.nanoTime() - began) / 1e9;
    double speed = rowsThisRun / seconds;
    long left = (long) (plan.epochs() - at.epoch()) * data.size() - at.rows();
    TrainingListener.Progress progress =
        new TrainingListener.Progress(
            at.epoch() + 1,
            plan.epochs(),
            at.batch(),
            loader.batches(),
            totals[0] / at.rows(),
            totals[2] / at.rows(),
            speed,
            left / speed);
    trainer.listeners().forEach(listener -> listener.progress(progress));
  }

  private void requireFinite() {
    if (!step.healthy()) {
      throw new NonFiniteException(
          "training: the loss or a gradient became infinite or NaN in epoch "
              + (at.epoch() + 1)
              + " by step "
              + at.step()
              + trainer
                  .checkpoint()
                  .filter(file -> saved)
                  .map(file -> "; the last good checkpoint is " + file)
                  .orElse("")
              + ". Try a smaller learning rate, clipNorm, or data without extreme values");
    }
  }

  /** Often enough for a progress bar to move, seldom enough not to wait for the device. */
  private int readEvery() {
    return Math.min(READ_EVERY, Math.max(1, loader.batches() / 20));
  }

  private long steps() {
    return (long) plan.epochs() * loader.batches();
  }

  /** Returns the values the trained model uses at this moment. */
  private Weights current() {
    return step.average().map(RunningAverage::weights).orElse(weights);
  }

  private Weights finished() {
    step.average().ifPresent(RunningAverage::finish);
    return weights;
  }

  private void save() {
    trainer
        .checkpoint()
        .ifPresent(
            file -> {
              write(file);
              saved = true;
              trainer.listeners().forEach(listener -> listener.checkpointed(file));
            });
  }

  private void write(Path file) {
    OptimiserStates optimiser = step.optimiser();
    Map<String, Map<Role, State>> companions = new LinkedHashMap<>();
    companions.put(OptimiserStates.FIRST, Map.of(Role.TRAINED, optimiser.moments().first()));
    companions.put(OptimiserStates.SECOND, Map.of(Role.TRAINED, optimiser.moments().second()));
    if (step.average().isPresent()) {
      companions.put(RAW, Map.of(Role.TRAINED, weights.trained(), Role.TRACKED, weights.tracked()));
    }
    Map<Parameter, State> first = new LinkedHashMap<>();
    Map<Parameter, State> second = new LinkedHashMap<>();
    optimiser
        .tableMoments()
        .forEach(
            (table, moments) -> {
              first.put(table, moments.first());
              second.put(table, moments.second());
            });
    Progression progression =
        new Progression(
            at.epoch(),
            at.batch(),
            at.step(),
            at.rows(),
            boxed(step.totals()),
            at.best(),
            at.sinceBest());
    Checkpoint.write(
        file,
        new Checkpoint.Content(
            trainer.model().description(),
            trainer.model().observations(),
            current(),
            companions,
            Map.of(OptimiserStates.FIRST, first, OptimiserStates.SECOND, second),
            Provenance.of(weights.backend(), plan.toJson(), data.digest()),
            Optional.of(progression.toJson())));
  }

  /** Takes up what a checkpoint holds beside the weights. */
  void restore(Checkpoint from) {
    saved = true;
    OptimiserStates optimiser = step.optimiser();
    Layout layout = weights.layout();
    step.average()
        .ifPresent(
            average -> {
              average.restart();
              from.restore(RAW, layout, Role.TRAINED, weights.trained());
              from.restore(RAW, layout, Role.TRACKED, weights.tracked());
            });
    from.restore(OptimiserStates.FIRST, layout, Role.TRAINED, optimiser.moments().first());
    from.restore(OptimiserStates.SECOND, layout, Role.TRAINED, optimiser.moments().second());
    optimiser
        .tableMoments()
        .forEach(
            (table, moments) -> {
              from.restore(OptimiserStates.FIRST, weights, table, moments.first());
              from.restore(OptimiserStates.SECOND, weights, table, moments.second());
            });
  }

  private static Path bestFile(Path file) {
    String name = file.getFileName().toString();
    return file.resolveSibling(name.replaceFirst("(\\.safetensors)?$", ".best.safetensors"));
  }

  private static List<Double> boxed(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  @Override
  public void close() {
    loader.close();
    step.close();
  }
}
