package io.github.vae4j.examples.bench;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.distribution.KlRules;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.ModelDescription;
import io.github.vae4j.core.plugin.JsonOptions;
import io.github.vae4j.core.plugin.Plugins;
import io.github.vae4j.core.train.EpochReport;
import io.github.vae4j.core.train.Trainer;
import io.github.vae4j.core.train.TrainingListener;
import io.github.vae4j.core.train.TrainingPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Measures one workload on one backend and prints the figures: the process behind {@link Bench}.
 *
 * <p>A round of training steps is an epoch of the trainer over as many batches, so that what is
 * timed is what users run, the copying of batches included; a round of matrix products follows
 * each.
 */
public final class BenchProcess {
  /** The exit code where the user can mend what went wrong. */
  static final int MEND = 2;

  /** Rounds that are not counted. */
  static final int WARM_UP_ROUNDS = 2;

  private BenchProcess() {}

  /**
   * Measures: backend, workload, rounds, steps of a round, threads (0 for the backend's default).
   */
  public static void main(String[] arguments) {
    Plugins plugins = Plugins.discover();
    Workload workload = Workload.named(arguments[1]);
    int threads = Integer.parseInt(arguments[4]);
    JsonOptions options =
        JsonOptions.of(threads == 0 ? Map.of() : Map.of("threads", threads), "backend");
    try (Backend backend = plugins.backend(arguments[0], options)) {
      Rounds rounds =
          new Rounds(
              backend, workload, Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
      Measurement measured = rounds.measure(plugins);
      if (arguments[5].equals("true")) {
        rounds.profile(plugins).forEach(System.err::println);
      }
      System.out.println(measured.toJson());
    } catch (OutOfMemoryError e) {
      end("out of memory (" + e.getMessage() + "); take fewer --steps, or JAVA_OPTS=-Xmx4g", MEND);
    } catch (ConfigurationException e) {
      end(String.valueOf(e.getMessage()), MEND);
    } catch (Throwable e) {
      end(e.toString(), 1);
    }
  }

  private static void end(String why, int code) {
    System.err.println(why.strip().replaceAll("\\s*\\R\\s*", " "));
    System.exit(code);
  }

  /** Rounds of training and of matrix products in turn. */
  private static final class Rounds implements TrainingListener {
    private final Backend backend;
    private final Workload workload;
    private final int steps;
    private final double[] stepTimes;
    private final double[] floorTimes;
    private final MatrixProducts products;

    Rounds(Backend backend, Workload workload, int rounds, int steps) {
      this.backend = backend;
      this.workload = workload;
      this.steps = steps;
      stepTimes = new double[rounds];
      floorTimes = new double[rounds];
      products = new MatrixProducts(backend, workload);
    }

    Measurement measure(Plugins plugins) {
      Dataset data = data(workload, steps);
      TrainingPlan plan =
          TrainingPlan.builder()
              .epochs(WARM_UP_ROUNDS + stepTimes.length)
              .batch(workload.batch())
              .build();
      Architecture model =
          Architecture.build(ModelDescription.parse(workload.model()), plugins, data.size());
      try (products) {
        Trainer.builder(backend, model, plan, KlRules.discover(plugins))
            .listener(this)
            .build()
            .train(data)
            .weights()
            .close();
      }
      return Measurement.of(backend.name(), backend.device(), workload, stepTimes, floorTimes);
    }

    /** Trains once more, more slowly, and returns where the time of a step goes. */
    List<String> profile(Plugins plugins) {
      Profile profile = new Profile();
      Dataset data = data(workload, steps);
      TrainingPlan plan =
          TrainingPlan.builder().epochs(1 + WARM_UP_ROUNDS).batch(workload.batch()).build();
      Architecture model =
          Architecture.build(ModelDescription.parse(workload.model()), plugins, data.size());
      List<String> lines = new ArrayList<>();
      TrainingListener last =
          new TrainingListener() {
            @Override
            public void epochEnded(EpochReport report) {
              if (report.epoch() == plan.epochs()) {
                lines.addAll(profile.lines(steps, report.seconds() * 1000 / steps));
              }
              profile.clear();
            }
          };
      Trainer.builder(profile.of(backend), model, plan, KlRules.discover(plugins))
          .listener(last)
          .build()
          .train(data)
          .weights()
          .close();
      return lines;
    }

    @Override
    public void epochEnded(EpochReport report) {
      int round = report.epoch() - 1 - WARM_UP_ROUNDS;
      double floor = products.milliseconds(steps);
      if (round >= 0) {
        stepTimes[round] = report.seconds() * 1000 / steps;
        floorTimes[round] = floor;
      }
    }

    private static Dataset data(Workload workload, int steps) {
      Random random = new Random(1);
      float[] values = new float[workload.batch() * steps * workload.pixels()];
      for (int i = 0; i < values.length; i++) {
        values[i] = random.nextFloat();
      }
      return Dataset.of(DataSchema.of(workload.pixels()), values, null);
    }
  }
}
