package io.github.vae4j.examples.operations;

import io.github.vae4j.api.plugin.ConfigurationException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Times operations by JMH: each on each backend in a process of its own. */
public final class OperationBench {
  private static final int WARM_UP_ROUNDS = 3;
  private static final TimeValue ROUND = TimeValue.milliseconds(500);

  private final int rounds;
  private final int threads;
  private final Optional<String> device;

  /**
   * Makes a bench.
   *
   * @param rounds of half a second
   * @param threads of each engine; 0 for its default
   * @param device such as {@code gpu:0}; empty for the processors
   */
  public OperationBench(int rounds, int threads, Optional<String> device) {
    this.rounds = rounds;
    this.threads = threads;
    this.device = device;
  }

  /**
   * What one operation took on one backend.
   *
   * @param operation its name
   * @param backend its name
   * @param microseconds of a call: the mean of the rounds
   * @param error half the width of the mean's 99.9% confidence interval; not a number where there
   *     are too few rounds
   */
  public record Timing(String operation, String backend, double microseconds, double error) {}

  /** Returns the names of the operations that can be timed. */
  public static List<String> names() {
    return Arrays.stream(Operation.values()).map(Operation::toString).toList();
  }

  /**
   * Refuses what cannot be timed.
   *
   * @throws ConfigurationException if there is no such operation, with all there are
   */
  public static void requireKnown(String operation) {
    Operation.named(operation);
  }

  /**
   * Times one operation.
   *
   * @throws ConfigurationException if its process fails, such as where the backend lacks the
   *     operation; with the command that shows why
   */
  public Timing time(String operation, String backend) {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(OperationBenchmark.class.getName() + ".call")
            .param("backend", backend)
            .param("operation", operation)
            .param("threads", "" + threads)
            .param("device", device.orElse(""))
            .mode(Mode.AverageTime)
            .timeUnit(TimeUnit.MICROSECONDS)
            .forks(1)
            .warmupIterations(WARM_UP_ROUNDS)
            .warmupTime(ROUND)
            .measurementIterations(rounds)
            .measurementTime(ROUND)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT);
    try {
      Collection<RunResult> results = new Runner(options.build()).run();
      RunResult result = List.copyOf(results).get(0);
      return new Timing(
          operation,
          backend,
          result.getPrimaryResult().getScore(),
          result.getPrimaryResult().getScoreError());
    } catch (RunnerException e) {
      throw new ConfigurationException(
          "operation '"
              + operation
              + "' could not be timed on '"
              + backend
              + "': "
              + e.getMessage(),
          e);
    }
  }
}
