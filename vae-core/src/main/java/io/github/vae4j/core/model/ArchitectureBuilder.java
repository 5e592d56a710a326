package io.github.vae4j.core.model;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.Decoder;
import io.github.vae4j.api.model.Encoder;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.model.Likelihood;
import io.github.vae4j.api.model.ObjectiveTerm;
import io.github.vae4j.api.model.Prior;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.core.model.Architecture.Term;
import io.github.vae4j.core.model.Slots.WeightedSlot;
import io.github.vae4j.core.plugin.JsonOptions;
import io.github.vae4j.core.plugin.Plugins;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Collects the parts of a model; each is a function of the context in which it declares its
 * parameters, such as {@code context -> new MyEncoder(context)}. Used by one thread.
 */
public final class ArchitectureBuilder {
  private final DataSchema data;
  private final @Nullable ModelDescription description;
  private final Map<Class<?>, Slot<?>> made = new LinkedHashMap<>();
  private final List<WeightedSlot> madeTerms = new ArrayList<>();
  private Plugins plugins;
  private Optional<DataSchema> condition;
  private @Nullable List<LatentGroup> latents;
  private long observations;

  ArchitectureBuilder(DataSchema data) {
    this.data = data;
    description = null;
    plugins = Plugins.discover();
    condition = Optional.empty();
  }

  ArchitectureBuilder(ModelDescription description, Plugins plugins) {
    this.data = description.data();
    this.description = description;
    this.plugins = plugins;
    condition = description.condition();
    latents = description.latents();
  }

  /**
   * Sets the latent groups in the order in which they are drawn; none for a regressor or
   * classifier.
   *
   * @throws IllegalStateException if the model has a description, which says them already
   */
  public ArchitectureBuilder latents(LatentGroup... groups) {
    requireUndescribed("latents");
    latents = List.of(groups);
    return this;
  }

  /**
   * Sets what a condition is made of.
   *
   * @throws IllegalStateException if the model has a description, which says so already
   */
  public ArchitectureBuilder condition(DataSchema schema) {
    requireUndescribed("condition");
    condition = Optional.of(schema);
    return this;
  }

  /**
   * Sets N, the size of the training set; 0, the default, where there is none.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public ArchitectureBuilder observations(long count) {
    if (count < 0) {
      throw new IllegalArgumentException("observations: must be 0 or more, got " + count);
    }
    observations = count;
    return this;
  }

  /** Sets where nested components are found; by default on the class path. */
  public ArchitectureBuilder plugins(Plugins found) {
    plugins = found;
    return this;
  }

  /** Sets q(z | x, c). */
  public ArchitectureBuilder encoder(Function<? super BuildContext, ? extends Encoder> maker) {
    return part(ModelDescription.ENCODER, Encoder.class, maker);
  }

  /** Sets p(z | c). */
  public ArchitectureBuilder prior(Function<? super BuildContext, ? extends Prior> maker) {
    return part(ModelDescription.PRIOR, Prior.class, maker);
  }

  /** Sets what maps latents to the likelihood's parameters. */
  public ArchitectureBuilder decoder(Function<? super BuildContext, ? extends Decoder> maker) {
    return part(ModelDescription.DECODER, Decoder.class, maker);
  }

  /** Sets p(x | z, c) of the decoder's output. */
  public ArchitectureBuilder likelihood(
      Function<? super BuildContext, ? extends Likelihood> maker) {
    return part(ModelDescription.LIKELIHOOD, Likelihood.class, maker);
  }

  /**
   * Adds a term of the objective.
   *
   * @param name its parameters lie within {@code terms.<name>}
   * @param weight its factor
   * @throws IllegalArgumentException if the weight is not finite
   */
  public ArchitectureBuilder term(
      String name, double weight, Function<? super BuildContext, ? extends ObjectiveTerm> maker) {
    if (!Double.isFinite(weight)) {
      throw new IllegalArgumentException(
          "term: the weight of '" + name + "' must be finite, got " + weight);
    }
    Slot<ObjectiveTerm> slot =
        Slot.made(ModelDescription.TERMS + "." + name, ObjectiveTerm.class, maker);
    madeTerms.add(new WeightedSlot(slot, weight));
    return this;
  }

  /**
   * Builds the model.
   *
   * @throws IllegalStateException if a part or the latents are missing
   * @throws ConfigurationException if a provider is not found or refuses its options, an option is
   *     read by nobody, or components ask for each other in a circle
   */
  public Architecture build() {
    List<LatentGroup> groups = groups();
    Slots slots = slots();
    Construction construction =
        new Construction(data, condition, observations, groups, plugins, slots.parts());
    slots.parts().forEach(construction::make);
    List<Term> terms = terms(construction, slots.terms());
    slots.refuseUnread();
    return new Architecture(construction, terms, slots);
  }

  private List<LatentGroup> groups() {
    if (latents == null) {
      throw new IllegalStateException(
          "build: no latents; call latents(LatentGroup.of(\"z\", 20)), or latents() for a model without");
    }
    Set<String> names = new HashSet<>();
    for (LatentGroup group : latents) {
      if (!names.add(group.name())) {
        throw new IllegalStateException(
            "build: two latent groups are called '" + group.name() + "'");
      }
    }
    return latents;
  }

  private Slots slots() {
    JsonOptions document = description == null ? null : description.options();
    List<Slot<?>> parts =
        List.of(
            slot(ModelDescription.ENCODER, ComponentKind.ENCODER, document),
            slot(ModelDescription.PRIOR, ComponentKind.PRIOR, document),
            slot(ModelDescription.DECODER, ComponentKind.DECODER, document),
            slot(ModelDescription.LIKELIHOOD, ComponentKind.LIKELIHOOD, document));
    List<WeightedSlot> terms = new ArrayList<>();
    if (document != null) {
      describedTerms(document, terms);
    }
    terms.addAll(madeTerms);
    refuseSameNames(terms);
    return new Slots(parts, List.copyOf(terms), document);
  }

  private Slot<?> slot(String name, ComponentKind<?, ?> kind, @Nullable JsonOptions document) {
    Slot<?> byCode = made.get(kind.spi());
    if (byCode != null) {
      return byCode;
    }
    if (document == null) {
      throw new IllegalStateException(
          "build: no " + name + "; call " + name + "(context -> …) with one");
    }
    return Slot.described(name, kind, ModelDescription.part(document, name));
  }

  /** A second term of one type lies within the type and a number. */
  private static void describedTerms(JsonOptions document, List<WeightedSlot> terms) {
    Map<String, Integer> seen = new LinkedHashMap<>();
    for (JsonOptions options : document.optionsList(ModelDescription.TERMS)) {
      String type = options.text("type", "");
      double weight = options.number("weight", 1);
      int count = seen.merge(type, 1, Integer::sum);
      String name = ModelDescription.TERMS + "." + type + (count == 1 ? "" : count);
      terms.add(new WeightedSlot(Slot.described(name, ComponentKind.TERM, options), weight));
    }
  }

  private static void refuseSameNames(List<WeightedSlot> terms) {
    Set<String> names = new HashSet<>();
    for (WeightedSlot term : terms) {
      if (!names.add(term.slot().name())) {
        throw new IllegalStateException("build: two terms lie within " + term.slot().name());
      }
    }
  }

  /** Reports have one column for each term, so that two must not share a name. */
  private static List<Term> terms(Construction construction, List<WeightedSlot> slots) {
    List<Term> terms = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (WeightedSlot weighted : slots) {
      ObjectiveTerm term = construction.make(weighted.slot());
      if (!names.add(term.name())) {
        throw new ConfigurationException(
            weighted.slot().name()
                + ": two terms of the objective report as '"
                + term.name()
                + "'");
      }
      terms.add(new Term(term, weighted.weight()));
    }
    return List.copyOf(terms);
  }

  private <C> ArchitectureBuilder part(
      String name, Class<C> spi, Function<? super BuildContext, ? extends C> maker) {
    made.put(spi, Slot.made(name, spi, maker));
    return this;
  }

  private void requireUndescribed(String what) {
    if (description != null) {
      throw new IllegalStateException(
          what + ": the model's description says so already; change it there");
    }
  }
}
