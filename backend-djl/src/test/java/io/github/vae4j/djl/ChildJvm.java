package io.github.vae4j.djl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A process that starts libtorch for itself, on a class path and with settings of its own. */
final class ChildJvm {
  private final Path directory;
  private final Map<String, String> environment;
  private final List<String> options = new ArrayList<>();
  private String classPath =
      System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

  /** Makes one that writes what it says into a directory. */
  ChildJvm(Path directory) {
    this.directory = directory;
    ProcessBuilder builder = new ProcessBuilder();
    environment = builder.environment();
    environment.keySet().removeIf(name -> name.matches("(DJL|PYTORCH|ENGINE|OPT_OUT)_.*"));
  }

  /** Takes the jars of an artifact from the class path. */
  ChildJvm without(String artifact) {
    classPath =
        Arrays.stream(classPath.split(File.pathSeparator))
            .filter(entry -> !Path.of(entry).getFileName().toString().startsWith(artifact + "-"))
            .collect(Collectors.joining(File.pathSeparator));
    return this;
  }

  /** Adds a folder to the class path that holds one resource. */
  ChildJvm with(String resource, String... lines) throws Exception {
    Path file = directory.resolve("resources").resolve(resource);
    Files.createDirectories(file.getParent());
    Files.write(file, List.of(lines));
    classPath += File.pathSeparator + directory.resolve("resources");
    return this;
  }

  ChildJvm option(String option) {
    options.add(option);
    return this;
  }

  ChildJvm variable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Runs {@link Probe} and returns all it said. */
  String run(String what) throws Exception {
    return run(Probe.class, what);
  }

  /** Runs a program and returns all it said. */
  String run(Class<?> program, String... arguments) throws Exception {
    Path output = directory.resolve("output");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, program.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    boolean ended = process.waitFor(5, TimeUnit.MINUTES);
    process.destroyForcibly();
    String text = Files.readString(output);
    assertThat(ended).as(text).isTrue();
    assertThat(process.exitValue()).as(text).isZero();
    return text;
  }
}
