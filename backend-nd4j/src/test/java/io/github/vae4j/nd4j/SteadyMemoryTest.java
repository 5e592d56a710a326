package io.github.vae4j.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Trains in a process of its own, whose heap is resident from the start, and whose second compiler
 * is off: what that one holds for the methods it compiles would hide the backend's memory.
 */
class SteadyMemoryTest {
  @TempDir private Path directory;

  @Test
  void tenThousandStepsOfTraining_holdWhatAHundredHold() throws Exception {
    assumeTrue(
        Files.isReadable(Path.of("/proc/self/status")),
        "the resident set is read from /proc/self/status, which only Linux has");
    List<long[]> held = train();
    assertThat(held).hasSize(2);
    long[] early = held.get(0);
    long[] late = held.get(1);
    assertThat(early[0]).isEqualTo(100);
    assertThat(late[0]).isEqualTo(10_000);
    assertThat(late[1]).as("live tensors").isEqualTo(early[1]);
    assertThat(late[2]).as("native bytes").isEqualTo(early[2]);
    assertThat(late[3]).as("reserved native bytes").isEqualTo(early[3]);
    assertThat(late[4]).as("resident kB").isCloseTo(early[4], withPercentage(5));
  }

  /** Returns steps, tensors, bytes, reserved bytes and resident kilobytes, twice. */
  private List<long[]> train() throws Exception {
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
                SteadyTraining.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(5, TimeUnit.MINUTES);
    process.destroyForcibly();
    String text = Files.readString(output, StandardCharsets.UTF_8);
    assertThat(ended).as(text).isTrue();
    assertThat(process.exitValue()).as(text).isZero();
    return text.lines()
        .filter(line -> line.startsWith("held "))
        .map(line -> Arrays.stream(line.split(" ")).skip(1).mapToLong(Long::parseLong).toArray())
        .toList();
  }
}
