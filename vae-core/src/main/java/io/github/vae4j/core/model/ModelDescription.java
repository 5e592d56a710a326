package io.github.vae4j.core.model;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.core.plugin.DidYouMean;
import io.github.vae4j.core.plugin.JsonOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A model as a JSON document: its data, its latents, and for each of its parts the provider's name
 * ({@code type}) and options. It is stored in checkpoints, so that one alone rebuilds the model.
 *
 * <pre>{@code
 * {"data": {"shape": [28, 28, 1]},
 *  "latents": [{"name": "z", "shape": [20]}],
 *  "encoder": {"type": "mlp", "hidden": [400], "activation": "relu"},
 *  "prior": {"type": "standard-normal"},
 *  "decoder": {"type": "mlp", "hidden": [400]},
 *  "likelihood": {"type": "bernoulli"}}
 * }</pre>
 *
 * <p>A conditional model has a {@code condition} written like {@code data}; objective terms stand
 * in a list {@code terms}, each with its {@code weight}. Two descriptions are equal if their JSON
 * is.
 */
public final class ModelDescription {
  static final String ENCODER = "encoder";
  static final String PRIOR = "prior";
  static final String DECODER = "decoder";
  static final String LIKELIHOOD = "likelihood";
  static final String TERMS = "terms";
  private static final List<String> PARTS = List.of(ENCODER, PRIOR, DECODER, LIKELIHOOD);

  private final String json;
  private final SchemaOptions schemas;

  private ModelDescription(String json, SchemaOptions schemas) {
    this.json = json;
    this.schemas = schemas;
  }

  /**
   * Returns the model that a JSON object describes. Options of the parts are checked when the model
   * is built.
   *
   * @throws ConfigurationException if it is not valid JSON, a part is missing, or a key is unknown
   */
  public static ModelDescription parse(String json) {
    return parse(json, "");
  }

  /**
   * Returns the model that a JSON object describes.
   *
   * @param where the path that messages begin with
   * @throws ConfigurationException as {@link #parse(String)}
   */
  public static ModelDescription parse(String json, String where) {
    JsonOptions options = JsonOptions.parse(json, where);
    SchemaOptions schemas = SchemaOptions.read(options);
    for (String part : PARTS) {
      part(options, part).json();
    }
    options.optionsList(TERMS).forEach(JsonOptions::json);
    options.refuseUnread();
    return new ModelDescription(options.resolvedJson(), schemas);
  }

  /**
   * Returns a model of the given parts.
   *
   * @param latents the groups in the order in which they are drawn
   * @param parts the options of {@code encoder}, {@code prior}, {@code decoder} and {@code
   *     likelihood}, {@code type} among them: numbers, texts, booleans, lists of these and maps
   * @throws ConfigurationException if a part is missing, or there is no such part
   */
  public static ModelDescription of(
      DataSchema data, List<LatentGroup> latents, Map<String, ? extends Map<String, ?>> parts) {
    parts.keySet().forEach(ModelDescription::requirePart);
    Map<String, Object> model = new LinkedHashMap<>(parts);
    model.put(SchemaOptions.DATA, SchemaOptions.values(data));
    model.put(SchemaOptions.LATENTS, latents.stream().map(SchemaOptions::values).toList());
    return parse(JsonOptions.of(model, "").json());
  }

  /**
   * Returns the standard VAE: encoder and decoder of fully connected layers, one group of latents
   * called z with a diagonal normal posterior and a standard normal prior.
   *
   * @param latent the number of latents
   * @param hidden the widths of the encoder's hidden layers, from the data on; the decoder has the
   *     same in reverse
   * @param likelihood the name of its provider, such as {@code bernoulli}
   */
  public static ModelDescription mlp(
      DataSchema data, int latent, List<Integer> hidden, Activation activation, String likelihood) {
    return standard(
        data, latent, likelihood, layers -> part("mlp", "hidden", layers, activation), hidden);
  }

  /**
   * Returns the convolutional VAE of images: as {@link #mlp}, but with convolutions, each of which
   * halves height and width, in the encoder, and with transposed ones in the decoder.
   *
   * @param data images, (height, width) or (height, width, channels)
   * @param latent the number of latents
   * @param channels of the encoder's convolutions, from the data on, such as 32 and 64; the decoder
   *     has the same in reverse
   * @param likelihood the name of its provider, such as {@code bernoulli}
   */
  public static ModelDescription conv(
      DataSchema data,
      int latent,
      List<Integer> channels,
      Activation activation,
      String likelihood) {
    return standard(
        data, latent, likelihood, layers -> part("conv", "channels", layers, activation), channels);
  }

  /** Encoder and decoder have the same layers, the decoder in reverse. */
  private static ModelDescription standard(
      DataSchema data,
      int latent,
      String likelihood,
      Function<List<Integer>, Map<String, Object>> part,
      List<Integer> layers) {
    List<Integer> reversed = new ArrayList<>(layers);
    Collections.reverse(reversed);
    return of(
        data,
        List.of(LatentGroup.of("z", latent)),
        Map.of(
            ENCODER, part.apply(layers),
            PRIOR, Map.of("type", "standard-normal"),
            DECODER, part.apply(reversed),
            LIKELIHOOD, Map.of("type", likelihood)));
  }

  private static Map<String, Object> part(
      String type, String sizes, List<Integer> layers, Activation activation) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("type", type);
    values.put(sizes, layers);
    values.put("activation", JsonOptions.spelled(activation));
    return values;
  }

  /**
   * Returns this model with one part described anew.
   *
   * @param part {@code encoder}, {@code prior}, {@code decoder} or {@code likelihood}
   * @param options a JSON object
   * @throws ConfigurationException if there is no such part, or the text is not a JSON object
   */
  public ModelDescription with(String part, String options) {
    requirePart(part);
    return with(part, JsonOptions.parse(options, part));
  }

  /** Returns this model with a condition of the given schema in place of what it may have. */
  public ModelDescription withCondition(DataSchema condition) {
    return with(
        SchemaOptions.CONDITION,
        JsonOptions.of(SchemaOptions.values(condition), SchemaOptions.CONDITION));
  }

  private ModelDescription with(String name, JsonOptions section) {
    return parse(JsonOptions.parse(json, "").with(name, section).json());
  }

  private static void requirePart(String name) {
    if (!PARTS.contains(name)) {
      throw new ConfigurationException("No part '" + name + "'. " + DidYouMean.among(name, PARTS));
    }
  }

  /** Returns what an observation is made of. */
  public DataSchema data() {
    return schemas.data();
  }

  /** Returns what a condition is made of, or empty for a model without one. */
  public Optional<DataSchema> condition() {
    return schemas.condition();
  }

  /** Returns the latent groups in the order in which they are drawn. */
  public List<LatentGroup> latents() {
    return schemas.latents();
  }

  /** Returns the description as one line of JSON, the parts always in the same order. */
  public String toJson() {
    return json;
  }

  /** Returns the document anew, with nothing but data, condition and latents read. */
  JsonOptions options() {
    JsonOptions options = JsonOptions.parse(json, "");
    SchemaOptions.read(options);
    return options;
  }

  /** Returns the options of a part, which must be there. */
  static JsonOptions part(JsonOptions options, String name) {
    return options
        .options(name)
        .orElseThrow(() -> options.refuse(name, "missing; describe it like {\"type\": \"…\"}"));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ModelDescription model && json.equals(model.json);
  }

  @Override
  public int hashCode() {
    return json.hashCode();
  }

  @Override
  public String toString() {
    return json;
  }
}
