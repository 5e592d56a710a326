package io.github.vae4j.examples.bench;

import io.github.vae4j.api.plugin.ConfigurationException;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Who is measured: one of our backends, or another program, always in a process of its own.
 *
 * @param name in the table
 * @param peer whether it is another program
 * @param command that starts a measuring process, without the options that all of them take
 * @param environment to be added to the present one
 */
public record Contender(
    String name, boolean peer, List<String> command, Map<String, String> environment) {
  /** Options of the JVM that watch one process, by a port or a file that a second cannot share. */
  private static final List<String> ONE_PROCESS =
      List.of(
          "-agentlib:",
          "-agentpath:",
          "-javaagent:",
          "-Xrun",
          "-XX:StartFlightRecording",
          "-Dcom.sun.management.jmxremote");

  /** Returns a backend by the name of its provider. */
  public static Contender backend(String name) {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.addAll(shared(ManagementFactory.getRuntimeMXBean().getInputArguments()));
    command.addAll(List.of(BenchProcess.class.getName(), "--backend", name));
    // by the environment, since a class path can be longer than a command line may be
    String classPath = System.getProperty("java.class.path");
    return new Contender(name, false, command, Map.of("CLASSPATH", classPath));
  }

  /**
   * Returns a program of the user's own.
   *
   * @param assignment NAME=COMMAND, where blanks part the words of the command
   * @throws ConfigurationException if it is not of this form
   */
  public static Contender program(String assignment) {
    String[] parts = assignment.split("=", 2);
    if (parts.length < 2 || parts[0].isBlank() || parts[1].isBlank()) {
      throw new ConfigurationException(
          "--peer must be NAME=COMMAND, such as mine='python3 mine.py', got '" + assignment + "'");
    }
    List<String> command = List.of(parts[1].strip().split("\\s+"));
    return new Contender(parts[0].strip(), true, command, Map.of());
  }

  /** Returns those options of this JVM that others may have beside it. */
  static List<String> shared(List<String> options) {
    return options.stream()
        .filter(option -> ONE_PROCESS.stream().noneMatch(option::startsWith))
        .toList();
  }

  /** Returns a complaint about this contender. */
  String complaint(String what) {
    return (peer ? "peer '" : "backend '") + name + "': " + what;
  }
}
