package io.github.vae4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.core.checkpoint.CheckpointException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class FailuresTest {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);
  private final Failures failures = new Failures(Console.of(System.out, err), () -> false);

  @Test
  void whatTheUserCanMendIsNoDefect() {
    for (Throwable mendable :
        new Throwable[] {
          new ConfigurationException("mend me"),
          new CheckpointException("mend me"),
          new AccessDeniedException("mend me")
        }) {
      assertThat(report(mendable)).isEqualTo(2);
      assertThat(said()).contains("mend me").doesNotContain("defect");
    }
  }

  @Test
  void aProgrammersMistakeIsADefectToReport() {
    for (RuntimeException defect :
        new RuntimeException[] {
          new IllegalStateException("oops"), new IllegalArgumentException("oops")
        }) {
      assertThat(report(defect)).isEqualTo(1);
      assertThat(said()).contains("defect", "oops", "report", "--debug");
    }
  }

  @Test
  void adviceOnMemoryNamesTheCommandsOwnOptions() {
    assertThat(report(new OutOfMemoryError("Java heap space"))).isEqualTo(2);
    assertThat(said()).contains("Out of memory", "JAVA_OPTS", "--count").doesNotContain("--batch");
  }

  @Test
  void aFullDiskHasAdvice() {
    FileSystemException full = new FileSystemException("f", null, "No space left on device");

    assertThat(report(new UncheckedIOException(full.getMessage(), full))).isEqualTo(2);
    assertThat(said()).contains("No space left on device", "Free some space");
  }

  private int report(Throwable e) {
    said.reset();
    return failures.report(new CommandLine(new Draw()), e);
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  @Command(name = "draw")
  private static final class Draw implements Runnable {
    @Option(names = "--count")
    private int count;

    @Override
    public void run() {
      err(count);
    }

    private static void err(int count) {
      throw new IllegalStateException("never run, " + count);
    }
  }
}
