package io.github.vae4j.examples.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.core.model.ModelDescription;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a model is: options of the command line, which win over those of a file. */
final class ModelOptions {
  @Option(
      names = "--model",
      paramLabel = "NAME",
      description =
          "Encoder and decoder: mlp, or conv for convolutions of 32 and 64 channels; cvae for a conditional model, "
              + "regressor for one without latents (default: mlp).")
  private @Nullable String type;

  @Option(
      names = "--latent",
      paramLabel = "N",
      description =
          "Size of the latent vector z (default: 20; 50 where a part of the image is seen).")
  private @Nullable Integer latent;

  @Option(
      names = "--hidden",
      paramLabel = "N",
      split = ",",
      description =
          "Units of the encoder's fully connected hidden layers; the decoder has them in reverse (default: 400; none with conv; 500,500 where a part of the image is seen).")
  private @Nullable List<Integer> hidden;

  @Mixin private final ConditionalOptions conditional = new ConditionalOptions();

  /** Refuses numbers out of bounds by their option. */
  void check() {
    Require.atLeastOne("--latent", latent);
    if (hidden != null) {
      hidden.forEach(units -> Require.atLeastOne("--hidden", units));
    }
  }

  /** Returns which part of an image the model sees, if any; the file is that of the same model. */
  Optional<SeenPart> seen(Path checkpoint, RunFile file) {
    return conditional.seen().of(checkpoint, file);
  }

  /** Returns which part of an image a new model sees, if any. */
  Optional<SeenPart> seen(RunFile file) {
    return conditional.seen().given().or(file::seen);
  }

  /** Returns which options were given that a resumed training cannot change. */
  List<String> given() {
    List<String> given = new ArrayList<>();
    Require.addIfGiven(given, "--model", type);
    Require.addIfGiven(given, "--latent", latent);
    Require.addIfGiven(given, "--hidden", hidden);
    conditional.addGiven(given);
    return given;
  }

  /**
   * Returns the model for some data; parts that the file does not describe are those of the
   * default.
   *
   * @throws ConfigurationException if options do not go together
   */
  ModelDescription model(RunFile file, DataSchema data) {
    conditional.check(Optional.ofNullable(type), file);
    ModelDescription standard =
        conditional
            .model(Optional.ofNullable(type), data, seen(file).isPresent())
            .orElseGet(
                () -> ModelDescription.mlp(data, 20, List.of(400), Activation.RELU, "bernoulli"));
    ObjectNode model = Json.parse(standard.toJson());
    file.model().ifPresent(described -> model.setAll(Json.parse(described)));
    if (type != null && !ConditionalOptions.describes(type)) {
      setType(model, "encoder", type);
      setType(model, "decoder", type);
    }
    if (latent != null) {
      setLatent(model, latent);
    }
    if (hidden != null) {
      setHidden(model, hidden);
    }
    return ModelDescription.parse(model.toString());
  }

  /** A part of another type has that type's own defaults. */
  private static void setType(ObjectNode model, String component, String type) {
    if (!type(model, component).equals(type)) {
      model.putObject(component).put("type", type);
    }
  }

  private static String type(ObjectNode model, String component) {
    return model.path(component).path("type").asText();
  }

  private static void setLatent(ObjectNode model, int size) {
    JsonNode latents = model.path("latents");
    if (latents.size() != 1 || !(latents.get(0) instanceof ObjectNode group)) {
      throw new ConfigurationException(
          "--latent sets the one latent vector, and this model has "
              + latents.size()
              + "; leave it out, or describe them in a file with --config");
    }
    group.putArray("shape").add(size);
  }

  /** A learnt prior has the encoder's layers; a model without latents has a decoder alone. */
  private static void setHidden(ObjectNode model, List<Integer> units) {
    List<Integer> reversed = new ArrayList<>(units);
    Collections.reverse(reversed);
    if (type(model, "encoder").equals("none")) {
      setHidden(model, "decoder", units);
      return;
    }
    setHidden(model, "encoder", units);
    setHidden(model, "decoder", reversed);
    if (type(model, "prior").equals(ConditionalOptions.LEARNED_PRIOR)) {
      setHidden(model, "prior", units);
    }
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
}
