package io.github.vae4j.examples.command;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.core.plugin.JsonOptions;
import io.github.vae4j.core.train.TrainingPlan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a model is trained: options of the command line, which win over those of a file. */
final class PlanOptions {
  private static final int EPOCHS = 80;
  private static final JsonMapper MAPPER = new JsonMapper();

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Passes over the training images (default: " + EPOCHS + ", or the file's).")
  private @Nullable Integer epochs;

  @Option(names = "--batch", paramLabel = "N", description = "Images of a step (default: 128).")
  private @Nullable Integer batch;

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      description = "Step size of Adam (default: 0.001).")
  private @Nullable Double learningRate;

  @Option(
      names = "--beta",
      paramLabel = "X",
      description = "Weight of the KL in training (default: 1).")
  private @Nullable Double beta;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Decides initial values, order and noise (default: 1).")
  private @Nullable Integer seed;

  /** Refuses numbers out of bounds by their option. */
  void check() {
    Require.atLeastOne("--epochs", epochs);
    Require.atLeastOne("--batch", batch);
    if (learningRate != null && !(learningRate > 0 && Double.isFinite(learningRate))) {
      throw new ConfigurationException(
          "--learning-rate must be above 0, such as 0.001, got " + learningRate);
    }
    if (beta != null && !(beta >= 0 && Double.isFinite(beta))) {
      throw new ConfigurationException("--beta must be 0 or more, got " + beta);
    }
  }

  /** Refuses a weight of the KL where there is none. */
  void refuseBeta() {
    if (beta != null) {
      throw new ConfigurationException(
          "--beta weighs the KL, and a model without latents has none; leave it out");
    }
  }

  /** Returns which options were given that a resumed training cannot change: all but one. */
  List<String> givenButEpochs() {
    List<String> given = new ArrayList<>();
    Require.addIfGiven(given, "--batch", batch);
    Require.addIfGiven(given, "--learning-rate", learningRate);
    Require.addIfGiven(given, "--beta", beta);
    Require.addIfGiven(given, "--seed", seed);
    return given;
  }

  /** Returns the plan of a resumed training, which may go on for longer. */
  TrainingPlan resumed(TrainingPlan plan) {
    return epochs == null ? plan : plan.withEpochs(epochs);
  }

  /** Returns the plan. */
  TrainingPlan plan(RunFile file) {
    ObjectNode plan = Json.parse(file.training().orElse("{}"));
    if (!plan.has("epochs")) {
      plan.put("epochs", EPOCHS);
    }
    put(plan, "epochs", epochs);
    put(plan, "batch", batch);
    put(plan, "seed", seed);
    put(plan, "learningRate", learningRate);
    put(plan, "beta", beta);
    JsonOptions options = JsonOptions.parse(plan.toString(), "training");
    TrainingPlan read = TrainingPlan.read(options);
    options.refuseUnread();
    return read;
  }

  /** A number of the command line takes the place of a schedule of the file. */
  private static void put(ObjectNode plan, String name, @Nullable Number value) {
    if (value != null) {
      plan.remove(name + "Schedule");
      plan.set(name, MAPPER.valueToTree(value));
    }
  }
}
