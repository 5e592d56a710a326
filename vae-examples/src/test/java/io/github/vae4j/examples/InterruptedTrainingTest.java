package io.github.vae4j.examples;

import static io.github.vae4j.examples.CommandLineRun.vae;
import static io.github.vae4j.examples.SmallTraining.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A training that is stopped from outside ends in order. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no signal that kill sends")
class InterruptedTrainingTest {
  @TempDir private static Path directory;

  @Test
  void anInterruptLeavesACheckpointThatResumes() throws Exception {
    CommandLineRun.Running running =
        CommandLineRun.start(directory, with("--epochs", "100000", "--out", "stopped"));
    running.await("epoch 2/");
    boolean deaf = ignoresInterrupts(running.process().pid());
    kill(deaf ? "-TERM" : "-INT", running.process().pid());
    CommandLineRun stopped = running.toEnd();

    assertThat(stopped.code()).isEqualTo(deaf ? 143 : 130);
    assertThat(stopped.err())
        .contains("train --resume stopped/model.safetensors")
        .doesNotContain("Exception");
    int done = Files.readAllLines(directory.resolve("stopped/history.csv")).size() - 1;
    CommandLineRun resumed =
        vae(
                directory,
                "train",
                "--resume",
                "stopped/model.safetensors",
                "--epochs",
                Integer.toString(done + 1))
            .requireDone();
    assertThat(resumed.err())
        .contains("epoch " + (done + 1) + "/")
        .doesNotContain("epoch " + done + "/");
  }

  @Test
  void anEarlyInterruptLeavesNothingOrACheckpoint() throws Exception {
    CommandLineRun.Running running =
        CommandLineRun.start(directory, with("--epochs", "100000", "--out", "early"));
    Path early = directory.resolve("early");
    while (running.process().isAlive() && !Files.exists(early)) {
      Thread.sleep(2);
    }
    kill("-TERM", running.process().pid());
    CommandLineRun stopped = running.toEnd();

    assertThat(stopped.code()).isEqualTo(143);
    assertThat(stopped.err()).contains("Stopped").doesNotContain("Exception");
    assertThat(Files.exists(early)).isEqualTo(Files.exists(early.resolve("model.safetensors")));
  }

  private static void kill(String signal, long process) throws Exception {
    new ProcessBuilder("kill", signal, Long.toString(process))
        .inheritIO()
        .start()
        .waitFor(10, TimeUnit.SECONDS);
  }

  /**
   * A process started by a shell in the background has Ctrl-C ignored, and Java then leaves it so.
   */
  private static boolean ignoresInterrupts(long process) throws Exception {
    Path status = Path.of("/proc", Long.toString(process), "status");
    if (!Files.exists(status)) {
      return false;
    }
    String mask =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .findFirst()
            .orElse("SigIgn: 0");
    long interrupt = 1L << 1;
    return (Long.parseUnsignedLong(mask.substring("SigIgn:".length()).strip(), 16) & interrupt)
        != 0;
  }
}
