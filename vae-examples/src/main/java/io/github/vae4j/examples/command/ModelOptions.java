package io.github.vae4j.examples.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.ModelDescription;
import io.github.vae4j.core.plugin.JsonOptions;
import io.github.vae4j.core.train.TrainingPlan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * What a model is and how it is trained: options of the command line, which win over those of a
 * file.
 */
final class ModelOptions {
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
      names = "--model",
      paramLabel = "NAME",
      description =
          "Encoder and decoder: mlp, or conv for convolutions of 32 and 64 channels (default: mlp).")
  private @Nullable String type;

  @Option(
      names = "--latent",
      paramLabel = "N",
      description = "Size of the latent vector z (default: 20).")
  private @Nullable Integer latent;

  @Option(
      names = "--hidden",
      paramLabel = "N",
      split = ",",
      description =
          "Units of the encoder's fully connected hidden layers; the decoder has them in reverse (default: 400; none with conv).")
  private @Nullable List<Integer> hidden;

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
    atLeastOne("--epochs", epochs);
    atLeastOne("--batch", batch);
    atLeastOne("--latent", latent);
    if (hidden != null) {
      hidden.forEach(units -> atLeastOne("--hidden", units));
    }
    if (learningRate != null && !(learningRate > 0 && Double.isFinite(learningRate))) {
      throw new ConfigurationException(
          "--learning-rate must be above 0, such as 0.001, got " + learningRate);
    }
    if (beta != null && !(beta >= 0 && Double.isFinite(beta))) {
      throw new ConfigurationException("--beta must be 0 or more, got " + beta);
    }
  }

  /** Refuses all but {@code --epochs}: a resumed training has its own. */
  void requireOnlyEpochs() {
    List<String> given = new ArrayList<>();
    addIfGiven(given, "--batch", batch);
    addIfGiven(given, "--model", type);
    addIfGiven(given, "--latent", latent);
    addIfGiven(given, "--hidden", hidden);
    addIfGiven(given, "--learning-rate", learningRate);
    addIfGiven(given, "--beta", beta);
    addIfGiven(given, "--seed", seed);
    if (!given.isEmpty()) {
      throw new ConfigurationException(
          String.join(", ", given)
              + " cannot change when a training is resumed; leave out what is not --epochs, or train anew");
    }
  }

  /** Returns the plan of a resumed training, which may go on for longer. */
  TrainingPlan resumed(TrainingPlan plan) {
    return epochs == null ? plan : plan.withEpochs(epochs);
  }

  /**
   * Returns the model for some data; parts that the file does not describe are those of the
   * default.
   */
  ModelDescription model(RunFile file, DataSchema data) {
    ObjectNode model =
        parse(ModelDescription.mlp(data, 20, List.of(400), Activation.RELU, "bernoulli").toJson());
    file.model().ifPresent(described -> model.setAll(parse(described)));
    if (type != null) {
      setType(model, "encoder", type);
      setType(model, "decoder", type);
    }
    if (latent != null) {
      setLatent(model, latent);
    }
    if (hidden != null) {
      List<Integer> reversed = new ArrayList<>(hidden);
      Collections.reverse(reversed);
      setHidden(model, "encoder", hidden);
      setHidden(model, "decoder", reversed);
    }
    return ModelDescription.parse(model.toString());
  }

  /** Returns the plan. */
  TrainingPlan plan(RunFile file) {
    ObjectNode plan = parse(file.training().orElse("{}"));
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

  /**
   * Refuses a model or a batch out of proportion.
   *
   * @param images to train on
   */
  void requireFits(Architecture model, TrainingPlan plan, int images) {
    if (plan.batch() > images) {
      throw new ConfigurationException(
          "--batch must be "
              + images
              + " or fewer, the number of training images, got "
              + plan.batch());
    }
    double values = model.declarations().stream().mapToDouble(d -> d.key().shape().size()).sum();
    if (values > Integer.MAX_VALUE) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "The model has %,.0f parameters, and %,d are possible; take smaller --hidden or --latent",
              values,
              Integer.MAX_VALUE));
    }
  }

  /** A number of the command line takes the place of a schedule of the file. */
  private static void put(ObjectNode plan, String name, @Nullable Number value) {
    if (value != null) {
      plan.remove(name + "Schedule");
      plan.set(name, MAPPER.valueToTree(value));
    }
  }

  /** A part of another type has that type's own defaults. */
  private static void setType(ObjectNode model, String component, String type) {
    if (!model.path(component).path("type").asText().equals(type)) {
      model.putObject(component).put("type", type);
    }
  }

  private static void setLatent(ObjectNode model, int size) {
    JsonNode latents = model.path("latents");
    if (latents.size() != 1 || !(latents.get(0) instanceof ObjectNode group)) {
      throw new ConfigurationException(
          "--latent sets the one latent vector, the file's model has "
              + latents.size()
              + "; set them there");
    }
    group.putArray("shape").add(size);
  }

  private static void setHidden(ObjectNode model, String component, List<Integer> units) {
    if (!(model.get(component) instanceof ObjectNode part)) {
      throw new ConfigurationException(
          "--hidden sets the layers of the "
              + component
              + ", which the file's model lacks; add it there");
    }
    ArrayNode layers = part.putArray("hidden");
    units.forEach(layers::add);
  }

  private static ObjectNode parse(String json) {
    try {
      return (ObjectNode) MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "options that were read as JSON are none: " + e.getOriginalMessage(), e);
    }
  }

  private static void atLeastOne(String option, @Nullable Integer value) {
    if (value != null) {
      Require.atLeast(option, value, 1);
    }
  }

  private static void addIfGiven(List<String> given, String option, @Nullable Object value) {
    if (value != null) {
      given.add(option);
    }
  }
}
