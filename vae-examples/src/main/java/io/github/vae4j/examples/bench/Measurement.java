package io.github.vae4j.examples.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.hipparchus.stat.StatUtils;

/**
 * What one task took one contender.
 *
 * @param contender who was measured
 * @param device in words
 * @param task what was done
 * @param rounds in order
 * @param peakMebibytes the most memory its process held, where the system tells
 */
public record Measurement(
    Contender contender,
    String device,
    Task task,
    List<Round> rounds,
    OptionalDouble peakMebibytes) {
  /** Per cent of the calls within whose time it is reported how long they took. */
  static final List<Double> PERCENTILES = List.of(50.0, 90.0, 99.0, 99.9);

  static Measurement begin(Contender contender, String device, Task task) {
    return new Measurement(contender, device, task, List.of(), OptionalDouble.empty());
  }

  Measurement with(Round round) {
    List<Round> more = new ArrayList<>(rounds);
    more.add(round);
    return new Measurement(contender, device, task, List.copyOf(more), peakMebibytes);
  }

  Measurement withPeak(OptionalDouble mebibytes) {
    return new Measurement(contender, device, task, rounds, mebibytes);
  }

  /** Returns the milliseconds of a step: the median of the rounds. */
  public double msPerStep() {
    return StatUtils.percentile(each(Round::step), 50);
  }

  double msPerStepMin() {
    return StatUtils.min(each(Round::step));
  }

  double msPerStepMax() {
    return StatUtils.max(each(Round::step));
  }

  double rowsPerSecond() {
    return task.batch() * 1000 / msPerStep();
  }

  /** Returns the milliseconds of a step's matrix products alone, where it is made of them. */
  OptionalDouble floor() {
    double[] floors = rounds.stream().flatMapToDouble(round -> round.floor().stream()).toArray();
    return floors.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(StatUtils.percentile(floors, 50));
  }

  /**
   * Returns the milliseconds within which so many per cent of all calls were done; empty where
   * calls were not timed, or too few for one to lie beyond.
   */
  OptionalDouble percentile(double percent) {
    double[] calls =
        rounds.stream().flatMap(round -> round.calls().stream()).mapToDouble(ms -> ms).toArray();
    return Math.round(calls.length * (100 - percent)) < 100
        ? OptionalDouble.empty()
        : OptionalDouble.of(StatUtils.percentile(calls, percent));
  }

  /**
   * Returns how many times as long as another a step took: the median of the ratios of the rounds,
   * in each of which both ran, with no more than the other contenders' rounds between them.
   */
  public double ratioTo(Measurement other) {
    double[] ratios = new double[rounds.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = rounds.get(i).step() / other.rounds.get(i).step();
    }
    return StatUtils.percentile(ratios, 50);
  }

  /**
   * Returns the figures as an object.
   *
   * @param peers of the same task
   */
  public ObjectNode toJson(List<Measurement> peers) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put(contender.peer() ? "peer" : "backend", contender.name())
            .put("workload", task.workload().name())
            .put("batch", task.batch())
            .put("steps", task.steps())
            .put("msPerStep", msPerStep())
            .put("msPerStepMin", msPerStepMin())
            .put("msPerStepMax", msPerStepMax())
            .put("imagesPerSecond", rowsPerSecond());
    floor().ifPresent(ms -> json.put("gemmFloorMs", ms));
    peakMebibytes.ifPresent(size -> json.put("peakResidentMiB", size));
    ArrayNode each = json.putArray("msPerStepOfRounds");
    rounds.forEach(round -> each.add(round.step()));
    if (percentile(PERCENTILES.get(0)).isPresent()) {
      ObjectNode latency = json.putObject("msPerCall");
      for (double percent : PERCENTILES) {
        percentile(percent).ifPresent(ms -> latency.put(percentileName(percent), ms));
      }
    }
    if (!contender.peer() && !peers.isEmpty()) {
      ObjectNode ratios = json.putObject("ratios");
      peers.forEach(peer -> ratios.put(peer.contender.name(), ratioTo(peer)));
    }
    return json.put("device", device);
  }

  static String percentileName(double percent) {
    return "p" + (percent == Math.rint(percent) ? "" + (int) percent : "" + percent);
  }

  private double[] each(ToDoubleFunction<Round> figure) {
    return rounds.stream().mapToDouble(figure).toArray();
  }
}
