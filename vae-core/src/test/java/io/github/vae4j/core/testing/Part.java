package io.github.vae4j.core.testing;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.Encoder;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.model.Parameter;
import io.github.vae4j.core.autodiff.Tape;
import io.github.vae4j.core.component.BernoulliLikelihood;
import io.github.vae4j.core.component.StandardNormalPrior;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.ArchitectureBuilder;
import io.github.vae4j.core.model.ModelPass;
import io.github.vae4j.core.model.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * One part of a model by itself: it is built in the place of the encoder, and whatever else the
 * model has declares nothing.
 */
public final class Part<T> {
  private static final String PREFIX = "encoder.";

  private final OracleScope oracle;
  private final T part;
  private final Architecture model;
  private final Weights weights;

  private Part(OracleScope oracle, T part, Architecture model) {
    this.oracle = oracle;
    this.part = part;
    this.model = model;
    weights = oracle.initial(model);
  }

  /** Returns a model whose parts declare nothing and compute little. */
  public static ArchitectureBuilder plain(DataSchema data, LatentGroup... latents) {
    return Architecture.builder(data)
        .latents(latents)
        .encoder(Part::idle)
        .prior(context -> new StandardNormalPrior())
        .decoder(context -> (pass, z, condition) -> z.only())
        .likelihood(BernoulliLikelihood::new);
  }

  private static Encoder idle(BuildContext context) {
    return (pass, batch) ->
        (group, drawn) -> new StandardNormalPrior().given(pass, group, drawn, batch.condition());
  }

  /** Builds a part within the given model, with its first values. */
  public static <T> Part<T> of(
      OracleScope oracle, ArchitectureBuilder model, Function<BuildContext, T> maker) {
    List<T> made = new ArrayList<>();
    Architecture built =
        model
            .encoder(
                context -> {
                  made.add(maker.apply(context));
                  return idle(context);
                })
            .build();
    return new Part<>(oracle, made.get(0), built);
  }

  /** Returns the part. */
  public T get() {
    return part;
  }

  /** Returns the model around it. */
  public Architecture model() {
    return model;
  }

  /** Returns what the part declared, in order, such as {@code layer0.weight (6, 5)}. */
  public List<String> declared() {
    return model.declarations().stream()
        .map(Architecture.Declaration::key)
        .map(key -> key.name().substring(PREFIX.length()) + " " + key.shape())
        .toList();
  }

  /** Returns a parameter's values. */
  public float[] values(String name) {
    return weights.get(key(name));
  }

  /** Sets a parameter's values. */
  public Part<T> with(String name, double... values) {
    Parameter key = key(name);
    if (values.length != key.shape().size()) {
      throw new IllegalArgumentException(name + " has shape " + key.shape());
    }
    weights.stateOf(key).set(weights.layout().offset(key), values);
    return this;
  }

  private Parameter key(String name) {
    return weights.layout().parameters().stream()
        .filter(key -> key.name().equals(PREFIX + name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name + " is none of " + declared()));
  }

  /** Returns a pass that evaluates with the present values. */
  public ModelPass pass() {
    return ModelPass.evaluating(weights, oracle.noise(1));
  }

  /** Returns a pass that trains with the present values, on a tape of its own. */
  public ModelPass training() {
    return training(Set.of(), Set.of());
  }

  /** Returns a pass that trains while the part's group waits for its turn. */
  public ModelPass waiting() {
    return training(Set.of("encoder"), Set.of());
  }

  /** Returns a pass that trains while the part's group is frozen. */
  public ModelPass frozen() {
    return training(Set.of("encoder"), Set.of("encoder"));
  }

  private ModelPass training(Set<String> still, Set<String> frozen) {
    Tape tape = new Tape(oracle.ops());
    return ModelPass.training(weights, tape, oracle.noise(1), Map.of(), still, frozen);
  }

  /** Returns what a pass proposes for a tracked parameter. */
  public double[] proposed(ModelPass pass, String name) {
    return Objects.requireNonNull(pass.proposals().get(key(name)), name).toDoubles();
  }
}
