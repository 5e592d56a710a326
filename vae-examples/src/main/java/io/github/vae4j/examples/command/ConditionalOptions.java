package io.github.vae4j.examples.command;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.core.data.Conditions;
import io.github.vae4j.core.model.ModelDescription;
import io.github.vae4j.core.plugin.JsonOptions;
import io.github.vae4j.cvae.Cvae;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a conditional model is told, and what it makes of that before it sees an image. */
final class ConditionalOptions {
  /** The type of a prior that is learnt from the condition. */
  static final String LEARNED_PRIOR = "conditional-normal";

  static final String CVAE = "cvae";
  static final String REGRESSOR = "regressor";

  /** The digits' classes, and those of Fashion-MNIST. */
  private static final int CLASSES = 10;

  private static final Sizes OF_CLASSES = new Sizes(20, List.of(400));

  /** Those of {@code vae study completion}. */
  private static final Sizes COMPLETING = new Sizes(50, List.of(500, 500));

  private static final String LIKELIHOOD = "bernoulli";

  /**
   * The sizes of a model unless they are given.
   *
   * @param latent of z
   * @param hidden of the encoder's hidden layers, from the data on
   */
  private record Sizes(int latent, List<Integer> hidden) {}

  /** The prior of a conditional model. */
  enum PriorKind {
    /** p(z) = N(0, 1), whatever the condition. */
    STANDARD,
    /** p(z | c), learnt. */
    CONDITIONAL;

    @Override
    public String toString() {
      return JsonOptions.spelled(this);
    }
  }

  @Option(
      names = "--prior",
      paramLabel = "standard|conditional",
      description =
          "The prior of --model cvae: p(z), or p(z|c), which is learnt (default: standard, but conditional with a part of the image).")
  private @Nullable PriorKind prior;

  @Mixin private final SeenOptions seen = new SeenOptions();

  /** Returns whether a {@code --model} of that name is a whole conditional model. */
  static boolean describes(String type) {
    return type.equals(CVAE) || type.equals(REGRESSOR);
  }

  SeenOptions seen() {
    return seen;
  }

  /**
   * Refuses what does not go together.
   *
   * @param type that of {@code --model}, if it was given
   */
  void check(Optional<String> type, RunFile file) {
    boolean whole = type.filter(ConditionalOptions::describes).isPresent();
    if (whole && file.model().isPresent()) {
      throw new ConfigurationException(
          "--model "
              + type.get()
              + " is a whole model, and the file describes another; leave out one of them");
    }
    if (prior != null && !type.equals(Optional.of(CVAE))) {
      throw new ConfigurationException(
          "--prior chooses the prior of --model cvae; add that, or leave --prior out");
    }
    Optional<SeenPart> part = seen.given();
    if (part.isPresent() && !whole && file.model().isEmpty()) {
      throw new ConfigurationException(
          part.get()
              + " says what a conditional model sees; add --model cvae or --model regressor");
    }
    if (type.equals(Optional.of(REGRESSOR)) && part.or(file::seen).isEmpty()) {
      throw new ConfigurationException(
          "--model regressor completes images from a part; say from which with --quadrants or --seen-columns");
    }
  }

  /** Returns the conditional model that is asked for, if one is. */
  Optional<ModelDescription> model(Optional<String> type, DataSchema data, boolean completes) {
    DataSchema condition = completes ? data : Conditions.labelSchema(CLASSES);
    Sizes sizes = completes ? COMPLETING : OF_CLASSES;
    return type.filter(ConditionalOptions::describes)
        .map(
            name ->
                name.equals(REGRESSOR)
                    ? Cvae.regressor(data, condition, sizes.hidden(), Activation.RELU, LIKELIHOOD)
                    : cvae(data, condition, sizes, prior(completes)));
  }

  private PriorKind prior(boolean completes) {
    if (prior != null) {
      return prior;
    }
    return completes ? PriorKind.CONDITIONAL : PriorKind.STANDARD;
  }

  private static ModelDescription cvae(
      DataSchema data, DataSchema condition, Sizes sizes, PriorKind prior) {
    ModelDescription model =
        Cvae.mlp(data, condition, sizes.latent(), sizes.hidden(), Activation.RELU, LIKELIHOOD);
    return prior == PriorKind.CONDITIONAL
        ? Cvae.withLearnedPrior(model, sizes.hidden(), Activation.RELU)
        : model;
  }

  /** Adds which options were given that a resumed training cannot change. */
  void addGiven(List<String> given) {
    Require.addIfGiven(given, "--prior", prior);
  }
}
