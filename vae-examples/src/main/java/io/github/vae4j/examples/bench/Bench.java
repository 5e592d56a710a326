package io.github.vae4j.examples.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures work on several contenders, each in a process of its own so that no engine disturbs
 * another, and in turn: what slows the machine down for a while slows down all of them.
 */
public final class Bench {
  private final int rounds;
  private final int threads;

  /**
   * Makes a bench.
   *
   * @param rounds of which the median counts
   * @param threads of each engine; 0 for its default
   */
  public Bench(int rounds, int threads) {
    this.rounds = rounds;
    this.threads = threads;
  }

  /**
   * Measures all contenders on one task, in their order.
   *
   * @throws io.github.vae4j.api.plugin.ConfigurationException if a process lacks memory, takes far
   *     longer than such steps should, or a peer cannot run here
   * @throws IllegalStateException if a process of ours fails otherwise, with the last of its words
   */
  public List<Measurement> measure(Task task, List<Contender> contenders) {
    List<MeasuringProcess> processes = new ArrayList<>();
    try {
      List<Measurement> measured = new ArrayList<>();
      for (Contender contender : contenders) {
        MeasuringProcess process = MeasuringProcess.start(contender, task, threads, longest(task));
        processes.add(process);
        measured.add(Measurement.begin(contender, process.device(), task));
      }
      for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < measured.size(); i++) {
          measured.set(i, measured.get(i).with(processes.get(i).round()));
        }
      }
      for (int i = 0; i < measured.size(); i++) {
        measured.set(i, measured.get(i).withPeak(processes.get(i).peakMebibytes()));
      }
      return measured;
    } finally {
      processes.forEach(MeasuringProcess::close);
    }
  }

  /**
   * Returns where the time of a training step goes on a backend.
   *
   * @throws io.github.vae4j.api.plugin.ConfigurationException as {@link #measure} does
   */
  public StepProfile profile(Task task, Contender backend) {
    try (MeasuringProcess process =
        MeasuringProcess.start(backend, task, threads, longest(task), "--profile")) {
      return StepProfile.of(process.answer().path("profile"));
    }
  }

  /** Ten minutes, and a second for each step, many times what one should take. */
  private static Duration longest(Task task) {
    return Duration.ofMinutes(10).plusSeconds(task.steps());
  }
}
