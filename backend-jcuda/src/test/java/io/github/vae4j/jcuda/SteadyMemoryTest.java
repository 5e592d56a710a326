package io.github.vae4j.jcuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Trains in a process of its own, whose heap is resident from the start, and whose second compiler
 * is off: what that one holds for the methods it compiles would hide the backend's memory. The
 * memory of the emulated device is the process's own. Fewer steps than on other backends, since an
 * emulated one takes 4 ms.
 */
class SteadyMemoryTest {
  @TempDir private Path directory;

  @Test
  void twoThousandStepsOfTraining_holdWhatAHundredHold() throws Exception {
    EmulatedDriver.arena().unavailable().ifPresent(reason -> abort(reason));
    List<long[]> held = train();
    assertThat(held).hasSize(2);
    long[] early = held.get(0);
    long[] late = held.get(1);
    assertThat(early[0]).isEqualTo(100);
    assertThat(late[0]).isEqualTo(2_000);
    assertThat(late[1]).as("live tensors").isEqualTo(early[1]);
    assertThat(late[2]).as("bytes on the device").isEqualTo(early[2]);
    assertThat(late[3]).as("reserved bytes on the device").isEqualTo(early[3]);
    assertThat(late[4]).as("resident kB").isCloseTo(early[4], withPercentage(5));
  }

  /** Returns steps, tensors, bytes, reserved bytes and resident kilobytes, twice. */
  private List<long[]> train() throws Exception {
    return new ChildJvm(directory)
        .option("-Xms128m")
        .option("-Xmx128m")
        .option("-XX:+AlwaysPreTouch")
        .option("-XX:TieredStopAtLevel=1")
        .run(SteadyTraining.class)
        .lines()
        .filter(line -> line.startsWith("held "))
        .map(line -> Arrays.stream(line.split(" ")).skip(1).mapToLong(Long::parseLong).toArray())
        .toList();
  }
}
