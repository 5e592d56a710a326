package io.github.vae4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.vae4j.examples.command.VaeCommand;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The command run to its end in a process of its own, as the launcher does.
 *
 * @param code the exit code
 * @param out standard output
 * @param err standard error
 */
record CommandLineRun(int code, String out, String err) {
  private static final long LONGEST_MINUTES = 5;

  /** Runs the command in a directory. */
  static CommandLineRun vae(Path directory, String... arguments)
      throws IOException, InterruptedException {
    return start(directory, arguments).toEnd();
  }

  /** Runs the command in this process, which is quick; its files are named whole. */
  static CommandLineRun here(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        VaeCommand.run(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            arguments);
    return new CommandLineRun(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  static Running start(Path directory, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-Xmx1g",
                "--enable-native-access=ALL-UNNAMED",
                "-Dvae4j.terminal=false",
                Vae.class.getName()));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile("vae-test", ".out");
    Path err = Files.createTempFile("vae-test", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return new Running(builder.start(), out, err);
  }

  /** Returns the last line of standard output as JSON. */
  JsonNode json() throws IOException {
    List<String> lines = out.lines().toList();
    assertThat(lines).as("standard output; standard error was: %s", err).isNotEmpty();
    return new JsonMapper().readTree(lines.get(lines.size() - 1));
  }

  /** Requires that the command was refused with one line holding these words. */
  void requireRefused(String... words) {
    assertThat(err.lines().toList()).as("standard error").hasSize(1);
    assertThat(err).contains(words).doesNotContain("Exception", "\tat ");
    assertThat(out).as("standard output").isEmpty();
    assertThat(code).as("exit code").isEqualTo(2);
  }

  /** Requires that the command did its work. */
  CommandLineRun requireDone() {
    assertThat(code).as("exit code; standard error was: %s", err).isZero();
    return this;
  }

  /** A command under way. */
  record Running(Process process, Path out, Path err) {
    /** Waits until standard error holds these words. */
    void await(String words) throws IOException, InterruptedException {
      long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(LONGEST_MINUTES);
      while (!Files.readString(err).contains(words)) {
        assertThat(process.isAlive() && System.nanoTime() < end)
            .as("standard error holds '%s', it is: %s", words, Files.readString(err))
            .isTrue();
        Thread.sleep(20);
      }
    }

    CommandLineRun toEnd() throws IOException, InterruptedException {
      try {
        assertThat(process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES))
            .as("the command ends")
            .isTrue();
        return new CommandLineRun(
            process.exitValue(), Files.readString(out), Files.readString(err));
      } finally {
        process.destroyForcibly();
        Files.deleteIfExists(out);
        Files.deleteIfExists(err);
      }
    }
  }
}
