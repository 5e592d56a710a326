package io.github.vae4j.conformance;

import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.checkpoint.Checkpoint;
import io.github.vae4j.core.distribution.KlRules;
import io.github.vae4j.core.elbo.ElboOptions;
import io.github.vae4j.core.evaluate.EvaluationOptions;
import io.github.vae4j.core.evaluate.Evaluator;
import io.github.vae4j.core.evaluate.Report;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.Weights;
import io.github.vae4j.core.train.EpochReport;
import io.github.vae4j.core.train.TrainingPlan;
import io.github.vae4j.core.train.TrainingResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The rules of whole models on a backend: bounds, gradients, training and checkpoints as the
 * reference backend recorded them.
 */
public abstract class TrainingConformance extends BackendSuite {
  private static final int STEPS = 200;

  /** Makes a suite that has started nothing. */
  protected TrainingConformance() {}

  @Test
  void r110_boundAndGradients_matchTheRecording() {
    Recording.compare(
        "bound and gradients with fixed weights and noise",
        Recording.read("bound.csv"),
        bounds(backend()),
        units(512));
  }

  @Test
  void r111_trainingCurve_followsTheRecording() {
    assertFollows("curve.csv", SmallModel.BERNOULLI);
  }

  @Test
  void r111_conditionalTrainingCurve_followsTheRecording() {
    assertFollows("conditional-curve.csv", SmallModel.CONDITIONAL);
  }

  private void assertFollows(String recording, SmallModel model) {
    // Rounding errors grow with the number of steps.
    Recording.compare(
        "loss of each of " + STEPS + " steps",
        Recording.read(recording),
        curve(backend(), model),
        units(64) * STEPS);
  }

  @Test
  void r112_recordedCheckpoint_evaluatesAlike(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("recorded.safetensors");
    try (InputStream recorded = Recording.open("recorded.safetensors")) {
      Files.copy(recorded, file);
    }
    Recording.compare(
        "evaluation of the recorded checkpoint",
        Recording.read("evaluation.csv"),
        evaluation(backend(), file),
        units(512));
  }

  @Test
  void r113_sameSeed_givesTheSameCheckpoint(@TempDir Path directory) throws IOException {
    byte[] first = trained(directory.resolve("first"), SmallModel.plan().build());
    byte[] second = trained(directory.resolve("second"), SmallModel.plan().build());
    Check.that(
        Arrays.equals(first, second),
        "two trainings with one seed must write the same bytes; byte "
            + Arrays.mismatch(first, second)
            + " differs");
    byte[] other = trained(directory.resolve("other"), SmallModel.plan().seed(4).build());
    Check.that(!Arrays.equals(first, other), "a training with another seed must write other bytes");
  }

  @Test
  void r114_resumedTraining_equalsNeverStopped(@TempDir Path directory) throws IOException {
    byte[] never = trained(directory.resolve("never"), SmallModel.plan().epochs(5).build());
    Path file = directory.resolve("stopped");
    trained(file, SmallModel.plan().epochs(3).build());
    SmallModel.BERNOULLI
        .trainer(backend(), SmallModel.plan().epochs(5).build())
        .checkpoint(file)
        .build()
        .resume(file, SmallModel.BERNOULLI.data())
        .weights()
        .close();
    byte[] resumed = Files.readAllBytes(file);
    Check.that(
        Arrays.equals(never, resumed),
        "training stopped after epoch 3 and resumed must write the bytes of training that never stopped; byte "
            + Arrays.mismatch(never, resumed)
            + " differs");
  }

  @Test
  void r115_training_leavesNothingBehind(@TempDir Path directory) throws IOException {
    trained(directory.resolve("warm"), SmallModel.plan().build());
    long tensors = backend().memory().tensors();
    long bytes = backend().memory().bytes();
    trained(directory.resolve("again"), SmallModel.plan().build());
    Check.equal("memory().tensors() after training", tensors, backend().memory().tensors());
    Check.equal("memory().bytes() after training", bytes, backend().memory().bytes());
  }

  private byte[] trained(Path file, TrainingPlan plan) throws IOException {
    SmallModel.BERNOULLI
        .trainer(backend(), plan)
        .checkpoint(file)
        .build()
        .train(SmallModel.BERNOULLI.data())
        .weights()
        .close();
    return Files.readAllBytes(file);
  }

  /** Returns bounds and gradients of all models, plain and importance-weighted. */
  static Map<String, Double> bounds(Backend backend) {
    Map<String, Double> all = new LinkedHashMap<>();
    for (SmallModel model : SmallModel.values()) {
      model
          .bound(backend, ElboOptions.standard())
          .forEach((name, value) -> all.put(model + " " + name, value));
      model
          .bound(backend, ElboOptions.importanceWeighted(5))
          .forEach((name, value) -> all.put(model + " importance-weighted " + name, value));
    }
    return all;
  }

  /** Returns the loss of each step; an epoch is one step. */
  static Map<String, Double> curve(Backend backend, SmallModel model) {
    TrainingPlan plan = SmallModel.plan().epochs(STEPS).batch(SmallModel.ROWS).build();
    TrainingResult result = model.trainer(backend, plan).build().train(model.data());
    result.weights().close();
    Map<String, Double> losses = new LinkedHashMap<>();
    for (EpochReport report : result.history()) {
      losses.put("step " + report.epoch(), report.loss());
    }
    return losses;
  }

  /** Returns the figures of a checkpoint, at the posterior mean and with drawn latents. */
  static Map<String, Double> evaluation(Backend backend, Path file) {
    Architecture model = SmallModel.BERNOULLI.architecture();
    Map<String, Double> figures = new LinkedHashMap<>();
    try (Checkpoint checkpoint = Checkpoint.open(file);
        Weights weights = checkpoint.weights(backend, model)) {
      Evaluator evaluator = new Evaluator(model, KlRules.builtIn());
      for (EvaluationOptions options :
          new EvaluationOptions[] {
            new EvaluationOptions(1, 0, true), new EvaluationOptions(1, 16, false)
          }) {
        Report report = evaluator.evaluate(weights, SmallModel.BERNOULLI.data(), options);
        String at = options.atMean() ? " at the mean" : "";
        figures.put("elbo" + at, report.elbo().mean());
        figures.put("reconstruction" + at, report.reconstruction().mean());
        figures.put("kl" + at, report.kl().mean());
        report.logLikelihood().ifPresent(p -> figures.put("log p(x)", p.mean()));
      }
    }
    return figures;
  }
}
