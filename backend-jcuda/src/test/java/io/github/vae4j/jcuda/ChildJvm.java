package io.github.vae4j.jcuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that loads a driver for itself, with an environment of its own. */
final class ChildJvm {
  private static final String LIBRARIES = "LD_LIBRARY_PATH";

  private final Path output;
  private final List<String> command = new ArrayList<>();
  private final ProcessBuilder builder = new ProcessBuilder();

  /** Makes one that writes what it says into a directory. */
  ChildJvm(Path directory) {
    output = directory.resolve("output");
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
  }

  ChildJvm variable(String name, String value) {
    builder.environment().put(name, value);
    return this;
  }

  /** Loads native libraries from this folder first, rather than the emulated driver. */
  ChildJvm libraries(Path folder) {
    return variable(LIBRARIES, folder.toString());
  }

  /** Runs a program and returns all it said. */
  String run(Class<?> program, String... arguments) throws Exception {
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            program.getName()));
    command.addAll(List.of(arguments));
    Process process =
        builder.command(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    boolean ended = process.waitFor(5, TimeUnit.MINUTES);
    process.destroyForcibly();
    String said = Files.readString(output);
    assertThat(ended).as(said).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }
}
