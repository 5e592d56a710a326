package io.github.vae4j.core.train;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.vae4j.api.plugin.Options;
import java.util.Optional;

/**
 * A number that depends on the step of training, such as the learning rate or β. Steps count
 * batches from 0.
 */
public sealed interface Schedule {
  /** The names under which configurations choose a schedule. */
  enum Type {
    /** {@link Constant}. */
    CONSTANT,
    /** {@link Cosine}. */
    COSINE,
    /** {@link Step}. */
    STEP,
    /** {@link Linear}. */
    LINEAR,
    /** {@link Cyclical}. */
    CYCLICAL
  }

  /**
   * Returns the number at a step.
   *
   * @param step from 0
   * @param steps of the whole training
   */
  double at(long step, long steps);

  /** Returns the name of this kind of schedule in a configuration. */
  @JsonProperty
  String type();

  /**
   * The same number always.
   *
   * @param value the number
   */
  record Constant(double value) implements Schedule {
    @Override
    public double at(long step, long steps) {
      return value;
    }

    @Override
    public String type() {
      return "constant";
    }
  }

  /**
   * Half a cosine from one number down to a fraction of it, after a linear warm-up from 0.
   * Loshchilov and Hutter 2017, equation 5.
   *
   * @param value after the warm-up
   * @param end the fraction of {@code value} at the last step
   * @param warmUp steps of warm-up
   */
  record Cosine(double value, double end, long warmUp) implements Schedule {
    @Override
    public double at(long step, long steps) {
      double done = step <= warmUp ? 0 : fraction(step - warmUp, steps - 1 - warmUp);
      return warmed(step, warmUp) * value * (end + (1 - end) * (1 + Math.cos(Math.PI * done)) / 2);
    }

    @Override
    public String type() {
      return "cosine";
    }
  }

  /**
   * A number that is multiplied by a factor every so many steps, after a linear warm-up from 0.
   *
   * @param value at first
   * @param every steps between two changes, 1 or more
   * @param factor of each change
   * @param warmUp steps of warm-up
   */
  record Step(double value, long every, double factor, long warmUp) implements Schedule {
    /** Refuses an interval below 1. */
    public Step {
      if (every < 1) {
        throw new IllegalArgumentException("schedule: every must be 1 step or more, got " + every);
      }
    }

    @Override
    public double at(long step, long steps) {
      return warmed(step, warmUp) * value * Math.pow(factor, Math.floor((double) step / every));
    }

    @Override
    public String type() {
      return "step";
    }
  }

  /**
   * A straight line from one number to another over the first steps, and that other from then on;
   * KL annealing in the manner of Bowman et al. 2016, section 3.1.
   *
   * @param from at step 0
   * @param to from step {@code over} on
   * @param over steps of the line
   */
  record Linear(double from, double to, long over) implements Schedule {
    @Override
    public double at(long step, long steps) {
      return from + (to - from) * fraction(step, over);
    }

    @Override
    public String type() {
      return "linear";
    }
  }

  /**
   * A line from 0 to a number in the first part of each cycle, and that number in the rest. Fu et
   * al. 2019, equation 6.
   *
   * @param value at the end of each line
   * @param cycles in the whole training, 1 or more
   * @param rising the part of a cycle that the line takes, above 0 and at most 1
   */
  record Cyclical(double value, int cycles, double rising) implements Schedule {
    /** Refuses parts outside their bounds. */
    public Cyclical {
      if (cycles < 1 || !(rising > 0 && rising <= 1)) {
        throw new IllegalArgumentException(
            "schedule: cycles must be 1 or more and rising in (0, 1], got "
                + cycles
                + " and "
                + rising);
      }
    }

    @Override
    public double at(long step, long steps) {
      double length = Math.max(1, (double) steps / cycles);
      return value * Math.min(1, step % length / length / rising);
    }

    @Override
    public String type() {
      return "cyclical";
    }
  }

  /**
   * Reads a schedule: the number called {@code name}, constant unless the section called {@code
   * name} + "Schedule" gives a {@code type} and that type's numbers.
   *
   * @param otherwise the number where none is given
   */
  static Schedule read(Options options, String name, double otherwise) {
    double value = options.number(name, otherwise);
    Optional<Options> section = options.section(name + "Schedule");
    if (section.isEmpty()) {
      return new Constant(value);
    }
    Options given = section.get();
    return switch (given.choice("type", Type.CONSTANT)) {
      case CONSTANT -> new Constant(given.number("value", value));
      case COSINE ->
          new Cosine(
              given.number("value", value), given.number("end", 0), given.integer("warmUp", 0));
      case STEP ->
          new Step(
              given.number("value", value),
              given.integer("every", 1000),
              given.number("factor", 0.5),
              given.integer("warmUp", 0));
      case LINEAR ->
          new Linear(
              given.number("from", 0), given.number("to", value), given.integer("over", 1000));
      case CYCLICAL ->
          new Cyclical(
              given.number("value", value),
              given.integer("cycles", 4),
              given.number("rising", 0.5));
    };
  }

  private static double fraction(long step, long over) {
    return over <= 0 ? 1 : Math.min(1, Math.max(0, (double) step / over));
  }

  private static double warmed(long step, long warmUp) {
    return step < warmUp ? (step + 1.0) / warmUp : 1;
  }
}
