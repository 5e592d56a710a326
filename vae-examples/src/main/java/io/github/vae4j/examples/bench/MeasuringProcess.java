package io.github.vae4j.examples.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.vae4j.api.plugin.ConfigurationException;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The bench's side of its talk with a measuring process, which is asked for one round after
 * another.
 */
final class MeasuringProcess implements AutoCloseable {
  private static final long END_SECONDS = 5;

  private final Contender contender;
  private final Duration longest;
  private final Process process;
  private final BufferedReader answers;
  private final BufferedWriter requests;
  private final Path errors;
  private final Cleanup cleanup;

  private MeasuringProcess(Contender contender, Duration longest, Process process, Path errors) {
    this.contender = contender;
    this.longest = longest;
    this.process = process;
    this.errors = errors;
    answers = process.inputReader(StandardCharsets.UTF_8);
    requests = process.outputWriter(StandardCharsets.UTF_8);
    cleanup = new Cleanup(this::remove);
  }

  /**
   * Starts a process.
   *
   * @param options beside those of the task
   * @param longest that an answer may take
   * @throws ConfigurationException if there is no such program
   */
  static MeasuringProcess start(
      Contender contender, Task task, List<String> options, Duration longest) {
    List<String> command = new ArrayList<>(contender.command());
    command.addAll(List.of("--workload", task.workload().name()));
    command.addAll(List.of("--batch", "" + task.batch(), "--steps", "" + task.steps()));
    command.addAll(options);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(contender.environment());
    try {
      Path errors = Files.createTempFile("vae-bench", ".err");
      try {
        Process process = builder.redirectError(errors.toFile()).start();
        return new MeasuringProcess(contender, longest, process, errors);
      } catch (IOException e) {
        Files.deleteIfExists(errors);
        throw new ConfigurationException(
            contender.complaint(
                "cannot run '"
                    + command.get(0)
                    + "': "
                    + e.getMessage()
                    + "; install it, or name another by --python or --peer"),
            e);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot measure " + contender.name() + ": " + e.getMessage(), e);
    }
  }

  /** Waits until the process is warm, and returns its device in words. */
  String device() {
    return answer().path("device").asText("");
  }

  /**
   * Has a round worked off.
   *
   * @throws ConfigurationException if the process lacks memory, takes far longer than such steps
   *     should, or complains of what the user can mend; or if it is a peer and fails
   * @throws IllegalStateException if one of our own fails otherwise, with the last of its words
   */
  Round round() {
    try {
      requests.write(Requests.ROUND);
      requests.newLine();
      requests.flush();
    } catch (IOException e) {
      throw ended();
    }
    JsonNode answer = answer();
    try {
      return Round.of(answer);
    } catch (IllegalArgumentException e) {
      throw failed(e.getMessage());
    }
  }

  /** Returns the next answer; what a library prints besides is left out. */
  JsonNode answer() {
    while (true) {
      String line = line();
      if (line == null) {
        throw ended();
      }
      if (line.startsWith("{")) {
        try {
          return new JsonMapper().readTree(line);
        } catch (JsonProcessingException e) {
          throw failed("answered what is not JSON: " + line);
        }
      }
    }
  }

  private @Nullable String line() {
    try {
      return CompletableFuture.supplyAsync(this::read)
          .get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      process.destroyForcibly();
      throw new ConfigurationException(
          contender.complaint(
              "did not answer within "
                  + longest.toSeconds()
                  + " s; take fewer --steps, or leave it out"),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(contender.complaint(String.valueOf(e.getCause())), e);
    }
  }

  private @Nullable String read() {
    try {
      return answers.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private RuntimeException ended() {
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return failed("closed its output, but did not end; it must answer each line of its input");
      }
      int code = process.exitValue();
      return code == BenchProcess.MEND
          ? new ConfigurationException(contender.complaint(lastWords()))
          : failed("ended with code " + code + ": " + lastWords());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new IllegalStateException("interrupted while measuring", e);
    }
  }

  /** A peer is the user's program; ours must not fail. */
  private RuntimeException failed(@Nullable String why) {
    String complaint = contender.complaint(String.valueOf(why));
    return contender.peer()
        ? new ConfigurationException(complaint)
        : new IllegalStateException(complaint);
  }

  private String lastWords() {
    try {
      // not a reader, which would refuse words in another encoding
      String all = new String(Files.readAllBytes(errors), StandardCharsets.UTF_8);
      List<String> lines = all.lines().filter(line -> !line.isBlank()).toList();
      return lines.isEmpty() ? "(nothing)" : lines.get(lines.size() - 1);
    } catch (IOException e) {
      return "(" + e.getMessage() + ")";
    }
  }

  /**
   * Returns the most memory the process has held so far, in MiB as Linux counts it (VmHWM); empty
   * elsewhere.
   */
  OptionalDouble peakMebibytes() {
    try {
      return Files.readAllLines(Path.of("/proc", "" + process.pid(), "status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
          .findFirst();
    } catch (IOException e) {
      return OptionalDouble.empty();
    }
  }

  /** Asks the process to end, and ends it where it does not. */
  @Override
  public void close() {
    try {
      requests.close();
    } catch (IOException e) {
      process.destroyForcibly();
    }
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      cleanup.close();
    }
  }

  private void remove() {
    process.destroyForcibly();
    try {
      Files.deleteIfExists(errors);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + errors + ": " + e.getMessage(), e);
    }
  }
}
