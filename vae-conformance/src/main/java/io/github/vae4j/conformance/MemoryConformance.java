package io.github.vae4j.conformance;

import io.github.vae4j.api.tensor.BackendProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The rule that a process which trains does not grow. The backend is found by its name in {@code
 * META-INF/services}, in a process of its own with this one's class path and environment.
 *
 * <p>That process has a heap that is resident from the start, and its second compiler is off: what
 * that one holds for the methods it compiles would hide the backend's memory. The resident set is
 * read from {@code /proc}, so that the test is aborted where there is none.
 */
public abstract class MemoryConformance {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final double GROWTH = 0.05;

  /** Makes a suite that has started nothing. */
  protected MemoryConformance() {}

  /** Returns the provider of the backend under test. */
  protected abstract BackendProvider provider();

  /** Returns how many steps to train, 200 or more in hundreds; 10,000 by default. */
  protected int steps() {
    return 10_000;
  }

  @Test
  void r116_training_doesNotGrow(@TempDir Path directory) throws IOException, InterruptedException {
    Assumptions.assumeTrue(Files.isReadable(STATUS), "the resident set is read from " + STATUS);
    Optional<String> reason = provider().unavailable();
    Assumptions.assumeTrue(
        reason.isEmpty(),
        () ->
            "backend '" + provider().name() + "' cannot run on this machine: " + reason.orElse(""));
    List<long[]> held = held(train(directory));
    Check.equal("lines of what training held", 2, held.size());
    long[] early = held.get(0);
    long[] late = held.get(1);
    Check.equal("steps of the first line", (long) SteadyTraining.STEPS_PER_EPOCH, early[0]);
    Check.equal("steps of the last line", (long) steps(), late[0]);
    Check.equal("live tensors", early[1], late[1]);
    Check.equal("bytes", early[2], late[2]);
    Check.equal("reserved bytes", early[3], late[3]);
    Check.that(
        late[4] <= early[4] * (1 + GROWTH),
        "the process may grow by "
            + GROWTH * 100
            + "%; its resident set was "
            + early[4]
            + " kB after "
            + early[0]
            + " steps and "
            + late[4]
            + " kB after "
            + late[0]);
  }

  /** Returns steps, tensors, bytes, reserved bytes and resident kilobytes, line by line. */
  private static List<long[]> held(String output) {
    return output
        .lines()
        .filter(line -> line.startsWith("held "))
        .map(line -> Arrays.stream(line.split(" ")).skip(1).mapToLong(Long::parseLong).toArray())
        .toList();
  }

  private String train(Path directory) throws IOException, InterruptedException {
    Path output = directory.resolve("output");
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms128m",
                "-Xmx128m",
                "-XX:+AlwaysPreTouch",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                path,
                SteadyTraining.class.getName(),
                provider().name(),
                String.valueOf(steps() / SteadyTraining.STEPS_PER_EPOCH))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(5, TimeUnit.MINUTES);
    process.destroyForcibly();
    String text = Files.readString(output);
    Check.that(ended, "training takes longer than five minutes: " + text);
    Check.equal("exit status of the training that said: " + text, 0, process.exitValue());
    return text;
  }
}
