package io.github.vae4j.examples.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.vae4j.api.plugin.ConfigurationException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Measures each workload on each backend in a process of its own, so that no engine disturbs
 * another.
 */
public final class Bench {
  private final int rounds;
  private final int steps;
  private final int threads;
  private final @Nullable Consumer<String> profile;

  /**
   * Makes a bench.
   *
   * @param rounds of which the median counts
   * @param steps of a round
   * @param threads of the engine; 0 for its default
   * @param profile is told, line by line, where the time of a step goes; null for not asking
   */
  public Bench(int rounds, int steps, int threads, @Nullable Consumer<String> profile) {
    this.rounds = rounds;
    this.steps = steps;
    this.threads = threads;
    this.profile = profile;
  }

  /**
   * Measures one workload on one backend.
   *
   * @throws ConfigurationException if the process lacks memory, or takes far longer than such steps
   *     should
   * @throws IllegalStateException if the process fails otherwise, with the last of its words
   */
  public Measurement measure(String backend, Workload workload) {
    try {
      Path output = Files.createTempFile("vae-bench", ".out");
      Path errors = Files.createTempFile("vae-bench", ".err");
      try {
        return measure(command(backend, workload), output, errors);
      } finally {
        Files.deleteIfExists(output);
        Files.deleteIfExists(errors);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("bench: " + e.getMessage(), e);
    }
  }

  private Measurement measure(List<String> command, Path output, Path errors) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    // by the environment, since a class path can be longer than a command line may be
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Process process =
        builder.redirectOutput(output.toFile()).redirectError(errors.toFile()).start();
    Thread end = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(end);
    try {
      if (!process.waitFor(longestSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new ConfigurationException(
            "bench: the measuring process did not end within "
                + longestSeconds() / 60
                + " minutes; take fewer --steps or --rounds, or another engine");
      }
      requireDone(process.exitValue(), errors);
      if (profile != null) {
        Files.readAllLines(errors).forEach(profile);
      }
      return Measurement.of((ObjectNode) new JsonMapper().readTree(lastLine(output)));
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("bench: interrupted", e);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "bench: the measuring process answered: " + lastLine(output), e);
    } finally {
      Runtime.getRuntime().removeShutdownHook(end);
    }
  }

  /** Ten minutes, and a second for each step, many times what one should take. */
  private long longestSeconds() {
    return 600 + (long) steps * (rounds + BenchProcess.WARM_UP_ROUNDS);
  }

  private static void requireDone(int code, Path errors) throws IOException {
    if (code == BenchProcess.MEND) {
      throw new ConfigurationException("bench: " + lastLine(errors));
    }
    if (code != 0) {
      throw new IllegalStateException("bench: the measuring process failed: " + lastLine(errors));
    }
  }

  private List<String> command(String backend, Workload workload) {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (!option.startsWith("-agentlib") && !option.startsWith("-javaagent")) {
        command.add(option);
      }
    }
    command.add(BenchProcess.class.getName());
    command.addAll(
        List.of(
            backend,
            workload.name(),
            "" + rounds,
            "" + steps,
            "" + threads,
            "" + (profile != null)));
    return command;
  }

  private static String lastLine(Path file) throws IOException {
    List<String> lines =
        new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.isBlank())
            .toList();
    return lines.isEmpty() ? "(nothing)" : lines.get(lines.size() - 1);
  }
}
