package io.github.vae4j.jcuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * That the suite on the emulated driver sees mistakes in kernels, which are made here on purpose.
 */
class FaultsTest {
  private static final Path EMULATOR = Path.of("src/test/emulator");
  private static final Path KERNELS = Path.of("src/main/resources/io/github/vae4j/jcuda");

  @TempDir private Path directory;

  static List<Fault> faults() {
    return Fault.all();
  }

  @BeforeEach
  void start() {
    EmulatedDriver.ascending().unavailable().ifPresent(reason -> abort(reason));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void isSeen(Fault fault) throws Exception {
    Path sources = copy(KERNELS, "sources");
    fault.plant(sources);
    assertThat(run(driver(sources), fault.test())).contains(", failed: ").contains(fault.sight());
  }

  @Test
  void soundKernels_areNotAccused() throws Exception {
    Path driver = driver(copy(KERNELS, "sources"));
    String[] tests = faults().stream().map(Fault::test).distinct().toArray(String[]::new);
    assertThat(run(driver, tests)).containsPattern("ran: [1-9]\\d*\n").doesNotContain("failed");
  }

  private Path copy(Path from, String name) throws IOException {
    Path to = Files.createDirectory(directory.resolve(name));
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
    return to;
  }

  /** Makes a driver of other sources; what they share with the product's is compiled already. */
  private Path driver(Path sources) throws IOException, InterruptedException {
    Path driver = copy(Path.of(System.getenv("LD_LIBRARY_PATH")), "driver");
    Path log = directory.resolve("log");
    Process build =
        new ProcessBuilder(
                "sh",
                EMULATOR.resolve("build.sh").toString(),
                driver.toString(),
                sources.toString(),
                EMULATOR.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(build.waitFor()).as(Files.readString(log)).isZero();
    return driver;
  }

  private String run(Path driver, String... tests) throws Exception {
    return new ChildJvm(directory).libraries(driver).run(Tests.class, tests);
  }

  /** Runs tests and says how many ran, how many failed, and what one of them says. */
  static final class Tests {
    private Tests() {}

    public static void main(String[] tests) {
      List<DiscoverySelector> selectors =
          Stream.of(tests)
              .map(test -> FaultsTest.class.getPackageName() + "." + test)
              .<DiscoverySelector>map(
                  test -> test.contains("#") ? selectMethod(test) : selectClass(test))
              .toList();
      SummaryGeneratingListener listener = new SummaryGeneratingListener();
      LauncherFactory.create()
          .execute(
              LauncherDiscoveryRequestBuilder.request().selectors(selectors).build(), listener);
      TestExecutionSummary summary = listener.getSummary();
      System.out.print("ran: " + summary.getTestsStartedCount());
      summary.getFailures().stream()
          .findFirst()
          .ifPresent(
              failure ->
                  System.out.print(
                      ", failed: "
                          + summary.getTestsFailedCount()
                          + "\n"
                          + failure.getException().getMessage()));
      System.out.println();
    }
  }
}
