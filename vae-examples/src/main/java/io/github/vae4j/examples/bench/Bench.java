package io.github.vae4j.examples.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Measures work on several contenders, each in a process of its own so that no engine disturbs
 * another, and in turn: what slows the machine down for a while slows down all of them.
 */
public final class Bench {
  private final int rounds;
  private final int threads;
  private final Optional<String> device;

  /**
   * Makes a bench.
   *
   * @param rounds of which the median counts
   * @param threads of each engine; 0 for its default
   * @param device such as {@code gpu:0}; empty for the processors
   */
  public Bench(int rounds, int threads, Optional<String> device) {
    this.rounds = rounds;
    this.threads = threads;
    this.device = device;
  }

  /**
   * Measures all contenders on one task. Rounds are taken in turn, each beginning with another
   * contender; the results stand in the order of the contenders.
   *
   * @throws io.github.vae4j.api.plugin.ConfigurationException if a process lacks memory, takes far
   *     longer than such steps should, or a peer cannot run here
   * @throws IllegalStateException if a process of ours fails otherwise, with the last of its words
   */
  public List<Measurement> measure(Task task, List<Contender> contenders) {
    return measure(task, contenders, List.of(), List.of());
  }

  /** Starts the contenders that are not warm yet, one within the other so that all are closed. */
  private List<Measurement> measure(
      Task task, List<Contender> cold, List<MeasuringProcess> warm, List<Measurement> begun) {
    if (cold.isEmpty()) {
      return measure(warm, begun);
    }
    Contender next = cold.get(0);
    try (MeasuringProcess process = MeasuringProcess.start(next, task, options(), longest(task))) {
      return measure(
          task,
          cold.subList(1, cold.size()),
          and(warm, process),
          and(begun, Measurement.begin(next, process.device(), task)));
    }
  }

  private List<Measurement> measure(List<MeasuringProcess> processes, List<Measurement> begun) {
    List<Measurement> measured = new ArrayList<>(begun);
    for (int round = 0; round < rounds; round++) {
      for (int turn = 0; turn < measured.size(); turn++) {
        int i = (round + turn) % measured.size();
        measured.set(i, measured.get(i).with(processes.get(i).round()));
      }
    }
    for (int i = 0; i < measured.size(); i++) {
      measured.set(i, measured.get(i).withPeak(processes.get(i).peakMebibytes()));
    }
    return measured;
  }

  private static <T> List<T> and(List<T> some, T more) {
    return Stream.concat(some.stream(), Stream.of(more)).toList();
  }

  /**
   * Returns where the time of a training step goes on a backend.
   *
   * @throws io.github.vae4j.api.plugin.ConfigurationException as {@link #measure} does
   */
  public StepProfile profile(Task task, Contender backend) {
    try (MeasuringProcess process =
        MeasuringProcess.start(backend, task, options("--profile"), longest(task))) {
      return StepProfile.of(process.answer().path("profile"));
    }
  }

  private List<String> options(String... more) {
    List<String> options = new ArrayList<>(List.of("--threads", "" + threads));
    device.ifPresent(name -> options.addAll(List.of("--device", name)));
    options.addAll(List.of(more));
    return options;
  }

  /** Ten minutes, and a second for each step, many times what one should take. */
  private static Duration longest(Task task) {
    return Duration.ofMinutes(10).plusSeconds(task.steps());
  }
}
