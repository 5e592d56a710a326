package io.github.vae4j.jcuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import jcuda.driver.CUdeviceptr;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the environment sets of the emulated driver, beyond what {@link StartTest} needs. */
class EmulatorSettingsTest {
  @TempDir private Path directory;

  @BeforeEach
  void start() {
    EmulatedDriver.ascending().unavailable().ifPresent(reason -> abort(reason));
  }

  /** Prints the order in which threads ran. */
  static final class Ordered {
    private Ordered() {}

    public static void main(String[] arguments) {
      try (Probes probes = new Probes(1)) {
        CUdeviceptr to = probes.floats(256);
        Probes.check(probes.run("probe_order", 1, 256, to, probes.holding(0f)));
        System.out.println(Arrays.toString(probes.read(to, 256)));
      }
    }
  }

  /** Returns the order that is drawn from a seed. */
  private String order(String seed) throws Exception {
    return new ChildJvm(directory)
        .variable("VAE4J_EMULATOR_SEED", seed)
        .run(Ordered.class)
        .lines()
        .filter(line -> line.startsWith("["))
        .collect(Collectors.joining());
  }

  @Test
  void seed_repeatsAnOrder() throws Exception {
    assertThat(order("7")).isNotEmpty().isEqualTo(order("7")).isNotEqualTo(order("8"));
  }

  @Test
  void counts_areWrittenAtExit() throws Exception {
    Path counts = directory.resolve("counts");
    new ChildJvm(directory).variable("VAE4J_EMULATOR_COUNTS", counts.toString()).run(Ordered.class);
    assertThat(Files.readAllLines(counts))
        .containsExactly(
            "allocations on device\t2",
            "bytes to device\t4",
            "bytes to host\t1024",
            "launch probe_order\t1");
  }
}
