package io.github.vae4j.core.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.vae4j.api.plugin.Options;
import io.github.vae4j.core.elbo.ElboOptions;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a model is trained; with the model, the data and the backend it decides every bit of the
 * result.
 *
 * @param epochs passes over the data, 1 or more
 * @param batch rows of a step, 1 or more
 * @param seed of initial values, order of the rows and noise
 * @param optimiser of groups without one of their own
 * @param learningRate η by step
 * @param beta the weight of the KL by step; Higgins et al. 2017, equation 4
 * @param elbo how the bound is computed
 * @param clipNorm the largest Euclidean norm of all gradients together; 0 for none
 * @param averaging the decay of the running average of trained and tracked values that the trained
 *     model uses; 0 for none. Row tables are not averaged
 * @param patience epochs without a better validation bound after which training ends; 0 for never
 * @param groups what differs for some groups of parameters, by name
 */
public record TrainingPlan(
    int epochs,
    int batch,
    int seed,
    Optimiser optimiser,
    Schedule learningRate,
    Schedule beta,
    ElboOptions elbo,
    double clipNorm,
    double averaging,
    int patience,
    Map<String, GroupPlan> groups) {

  /** Refuses numbers out of bounds, and options that have no effect together. */
  public TrainingPlan {
    groups = Map.copyOf(new TreeMap<>(groups));
    require(epochs >= 1, "epochs must be 1 or more, got " + epochs);
    double rate = learningRate.at(0, 1);
    require(rate >= 0 && !Double.isInfinite(rate), "learningRate must be 0 or more, got " + rate);
    require(batch >= 1, "batch must be 1 or more, got " + batch);
    require(clipNorm >= 0, "clipNorm must be 0 (none) or more, got " + clipNorm);
    require(
        averaging >= 0 && averaging < 1,
        "averaging must be from 0 (none) to below 1, got " + averaging);
    require(patience >= 0, "patience must be 0 (never) or more epochs, got " + patience);
    require(
        !elbo.importanceWeighted() || beta.equals(new Schedule.Constant(1)),
        "beta has no meaning with an importance-weighted bound, which has no separate KL; leave it at 1");
  }

  /**
   * Returns a builder with the defaults: 10 epochs of batches of 128, Adam at 1e-3, β = 1, the
   * standard bound.
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Reads a plan; what is not given has the default.
   *
   * @throws io.github.vae4j.api.plugin.ConfigurationException if an option has the wrong type
   * @throws IllegalArgumentException if a number is out of bounds
   */
  public static TrainingPlan read(Options options) {
    TrainingPlan standard = builder().build();
    Map<String, GroupPlan> groups = new TreeMap<>();
    Optimiser optimiser = optimiser(options, standard.optimiser);
    for (Options group : options.sections("groups")) {
      String name = group.text("name", "");
      GroupPlan plan =
          new GroupPlan(
              optimiser(group, optimiser), group.number("rate", 1), group.integer("every", 1));
      if (groups.put(name, plan) != null) {
        throw group.refuse("name", "two groups are called '" + name + "'");
      }
    }
    return new TrainingPlan(
        options.integer("epochs", standard.epochs),
        options.integer("batch", standard.batch),
        options.integer("seed", standard.seed),
        optimiser,
        Schedule.read(options, "learningRate", 1e-3),
        Schedule.read(options, "beta", 1),
        options.section("elbo").map(TrainingPlan::elbo).orElse(standard.elbo),
        options.number("clipNorm", standard.clipNorm),
        options.number("averaging", standard.averaging),
        options.integer("patience", standard.patience),
        groups);
  }

  private static Optimiser optimiser(Options options, Optimiser otherwise) {
    return options.section("optimiser").map(Optimiser::read).orElse(otherwise);
  }

  private static ElboOptions elbo(Options options) {
    return new ElboOptions(
        options.integer("samples", 1),
        options.choice("kl", ElboOptions.Kl.AUTO),
        options.flag("importanceWeighted", false),
        options.flag("doublyReparameterised", false),
        options.number("freeBits", 0));
  }

  /** Returns this plan with another number of epochs. */
  public TrainingPlan withEpochs(int epochs) {
    return new TrainingPlan(
        epochs,
        batch,
        seed,
        optimiser,
        learningRate,
        beta,
        elbo,
        clipNorm,
        averaging,
        patience,
        groups);
  }

  /** Returns the plan as JSON that {@link #read} understands. */
  public String toJson() {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode json = mapper.createObjectNode();
    json.put("epochs", epochs).put("batch", batch).put("seed", seed);
    json.set("optimiser", mapper.valueToTree(optimiser));
    json.set("learningRateSchedule", mapper.valueToTree(learningRate));
    json.set("betaSchedule", mapper.valueToTree(beta));
    ObjectNode bound = mapper.valueToTree(elbo);
    bound.put("kl", elbo.kl().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    json.set("elbo", bound);
    json.put("clipNorm", clipNorm).put("averaging", averaging).put("patience", patience);
    ArrayNode list = json.putArray("groups");
    new TreeMap<>(groups)
        .forEach(
            (name, group) -> {
              ObjectNode entry =
                  list.addObject()
                      .put("name", name)
                      .put("rate", group.rate())
                      .put("every", group.every());
              entry.set("optimiser", mapper.valueToTree(group.optimiser()));
            });
    return json.toString();
  }

  GroupPlan group(String name) {
    return Optional.ofNullable(groups.get(name)).orElseGet(() -> new GroupPlan(optimiser, 1, 1));
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException("training plan: " + message);
    }
  }

  /** Collects what differs from the defaults. */
  public static final class Builder {
    private int epochs = 10;
    private int batch = 128;
    private int seed = 1;
    private Optimiser optimiser = Optimiser.Adam.standard();
    private Schedule learningRate = new Schedule.Constant(1e-3);
    private Schedule beta = new Schedule.Constant(1);
    private ElboOptions elbo = ElboOptions.standard();
    private double clipNorm;
    private double averaging;
    private int patience;
    private final Map<String, GroupPlan> groups = new TreeMap<>();

    private Builder() {}

    /** Sets the number of passes over the data. */
    public Builder epochs(int epochs) {
      this.epochs = epochs;
      return this;
    }

    /** Sets the rows of a step. */
    public Builder batch(int batch) {
      this.batch = batch;
      return this;
    }

    /** Sets the seed. */
    public Builder seed(int seed) {
      this.seed = seed;
      return this;
    }

    /** Sets the optimiser. */
    public Builder optimiser(Optimiser optimiser) {
      this.optimiser = optimiser;
      return this;
    }

    /** Sets a constant learning rate. */
    public Builder learningRate(double learningRate) {
      return learningRate(new Schedule.Constant(learningRate));
    }

    /** Sets the learning rate by step. */
    public Builder learningRate(Schedule learningRate) {
      this.learningRate = learningRate;
      return this;
    }

    /** Sets a constant weight of the KL. */
    public Builder beta(double beta) {
      return beta(new Schedule.Constant(beta));
    }

    /** Sets the weight of the KL by step. */
    public Builder beta(Schedule beta) {
      this.beta = beta;
      return this;
    }

    /** Sets how the bound is computed. */
    public Builder elbo(ElboOptions elbo) {
      this.elbo = elbo;
      return this;
    }

    /** Sets the largest norm of all gradients together; 0 for none. */
    public Builder clipNorm(double clipNorm) {
      this.clipNorm = clipNorm;
      return this;
    }

    /** Sets the decay of the running average of weights; 0 for none. */
    public Builder averaging(double decay) {
      this.averaging = decay;
      return this;
    }

    /** Sets the epochs without improvement after which training ends; 0 for never. */
    public Builder patience(int epochs) {
      this.patience = epochs;
      return this;
    }

    /** Sets what differs for one group of parameters. */
    public Builder group(String name, GroupPlan plan) {
      groups.put(name, plan);
      return this;
    }

    /** Returns the plan. */
    public TrainingPlan build() {
      return new TrainingPlan(
          epochs,
          batch,
          seed,
          optimiser,
          learningRate,
          beta,
          elbo,
          clipNorm,
          averaging,
          patience,
          groups);
    }
  }
}
