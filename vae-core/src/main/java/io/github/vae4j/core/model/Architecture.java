package io.github.vae4j.core.model;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.Decoder;
import io.github.vae4j.api.model.Encoder;
import io.github.vae4j.api.model.Initializer;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.model.Likelihood;
import io.github.vae4j.api.model.ObjectiveTerm;
import io.github.vae4j.api.model.Parameter;
import io.github.vae4j.api.model.Prior;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.core.data.Conditions;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.plugin.Plugins;
import java.util.List;
import java.util.Optional;

/**
 * The parts of one model, built, and the parameters they declared; without values. Immutable.
 *
 * <p>Parameters are named by their place, such as {@code encoder.layer0.weight}, and belong to the
 * group of their component: {@code encoder}, {@code prior}, {@code decoder}, {@code likelihood} or
 * {@code terms.<name>}.
 */
public final class Architecture {
  private final Construction construction;
  private final Encoder encoder;
  private final Prior prior;
  private final Decoder decoder;
  private final Likelihood likelihood;
  private final List<Term> terms;
  private final List<Declaration> declarations;
  private final Optional<ModelDescription> description;
  private final String undescribed;

  Architecture(Construction construction, List<Term> terms, Slots slots) {
    this.construction = construction;
    this.terms = terms;
    encoder = construction.component(Encoder.class);
    prior = construction.component(Prior.class);
    decoder = construction.component(Decoder.class);
    likelihood = construction.component(Likelihood.class);
    declarations = construction.finish();
    description = slots.description();
    undescribed = slots.undescribed(construction);
  }

  /**
   * Builds a model from its description.
   *
   * @param observations N, the size of the training set; 0 where there is none
   * @throws ConfigurationException if a provider is not found or refuses its options, an option is
   *     read by nobody, or components ask for each other in a circle
   */
  public static Architecture build(
      ModelDescription description, Plugins plugins, long observations) {
    return builder(description, plugins).observations(observations).build();
  }

  /** Returns a builder of a model whose parts are made by code; all four must be given. */
  public static ArchitectureBuilder builder(DataSchema data) {
    return new ArchitectureBuilder(data);
  }

  /** Returns a builder of a described model, some parts of which code may make instead. */
  public static ArchitectureBuilder builder(ModelDescription description, Plugins plugins) {
    return new ArchitectureBuilder(description, plugins);
  }

  /** Returns what an observation is made of. */
  public DataSchema data() {
    return construction.data();
  }

  /** Returns what a condition is made of, or empty for a model without one. */
  public Optional<DataSchema> condition() {
    return construction.condition();
  }

  /**
   * Refuses rows that are not of this model's data, or have not the conditions that it reads.
   *
   * @param operation named in the message
   * @throws IllegalArgumentException if so; the message names what was given and what is read
   */
  public void requireFit(String operation, Dataset rows) {
    Fit.require(operation + ": rows", data(), rows.schema());
    requireFit(operation, rows.conditions());
  }

  /**
   * Refuses conditions that this model does not read, and their absence where it reads some.
   *
   * @param operation named in the message
   * @throws IllegalArgumentException if so
   */
  public void requireFit(String operation, Optional<Conditions> conditions) {
    Fit.require(operation, condition(), conditions.map(Conditions::schema));
  }

  /** Returns N, the size of the training set it was built for; 0 where there is none. */
  public long observations() {
    return construction.observations();
  }

  /** Returns the latent groups in the order in which they are drawn. */
  public List<LatentGroup> latents() {
    return construction.latents();
  }

  /** Returns q(z | x, c). */
  public Encoder encoder() {
    return encoder;
  }

  /** Returns p(z | c). */
  public Prior prior() {
    return prior;
  }

  /** Returns what maps latents to the likelihood's parameters. */
  public Decoder decoder() {
    return decoder;
  }

  /** Returns p(x | z, c) of the decoder's output. */
  public Likelihood likelihood() {
    return likelihood;
  }

  /** Returns what the objective adds to the negative bound; usually nothing. */
  public List<Term> terms() {
    return terms;
  }

  /** Returns all that the components declared, in the order in which they did. */
  public List<Declaration> declarations() {
    return declarations;
  }

  /**
   * Returns the description that rebuilds this model, with every option that was read, defaults
   * included.
   *
   * @throws IllegalStateException if code made a component, which therefore has no description; the
   *     message names its class
   */
  public ModelDescription description() {
    return description.orElseThrow(() -> new IllegalStateException(undescribed));
  }

  /**
   * Returns whether a description means this model, what it leaves out having the defaults of
   * today: an option that a component has got since it was written does not make it another.
   *
   * @throws ConfigurationException if no model can be built from it
   * @throws IllegalStateException as {@link #description}
   */
  public boolean isDescribedBy(ModelDescription other) {
    ModelDescription own = description();
    return other.equals(own)
        || build(other, construction.plugins(), observations()).description().equals(own);
  }

  /**
   * A parameter and its first values.
   *
   * @param key the parameter
   * @param initializer makes its values; for a row table those of all rows, (N, row…)
   */
  public record Declaration(Parameter key, Initializer initializer) {}

  /**
   * A term of the objective.
   *
   * @param term what it is
   * @param weight its factor, finite
   */
  public record Term(ObjectiveTerm term, double weight) {}
}
