package io.github.vae4j.examples.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.vae4j.api.plugin.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BenchTest {
  private final Task task = Small.training();

  @Test
  void roundsAreTakenInTurn() {
    List<Measurement> measured =
        new Bench(2, 7, Optional.empty())
            .measure(task, List.of(FakePeer.contender("a"), FakePeer.contender("b")));

    assertThat(measured).extracting(m -> m.contender().name()).containsExactly("a", "b");
    for (Measurement m : measured) {
      assertThat(m.device()).isEqualTo("--workload small --batch 4 --steps 3 --threads 7");
      assertThat(m.rounds()).containsExactly(Round.of(3), Round.of(3));
    }
  }

  @Test
  void eachRoundBeginsWithAnother() {
    Contender first = FakePeer.contender("clock");
    Contender second = new Contender("second", true, first.command(), Map.of());

    List<Measurement> measured =
        new Bench(2, 0, Optional.empty()).measure(task, List.of(first, second));

    assertThat(measured).extracting(Measurement::contender).containsExactly(first, second);
    List<Round> one = measured.get(0).rounds();
    List<Round> other = measured.get(1).rounds();
    assertThat(List.of(one.get(0), other.get(0), other.get(1), one.get(1)))
        .isSortedAccordingTo(Comparator.comparingDouble(Round::step));
  }

  @Test
  void whereOneFailsAllAreEnded() {
    assertThatThrownBy(
            () ->
                new Bench(1, 0, Optional.empty())
                    .measure(task, List.of(FakePeer.contender("a"), FakePeer.contender("unable"))))
        .isInstanceOf(ConfigurationException.class);

    assertThat(ProcessHandle.current().children()).isEmpty();
  }

  @Test
  void theDeviceIsHandedOn() {
    Bench bench = new Bench(1, 0, Optional.of("gpu:1"));

    Measurement m = bench.measure(task, List.of(FakePeer.contender("a"))).get(0);

    assertThat(m.device()).endsWith("--threads 0 --device gpu:1");
  }

  @Test
  void theMostMemoryAProcessHeldIsReadWhereTheSystemTells() {
    boolean tells = Files.exists(Path.of("/proc/self/status"));

    Measurement m =
        new Bench(1, 0, Optional.empty()).measure(task, List.of(FakePeer.contender("a"))).get(0);

    assertThat(m.peakMebibytes().isPresent()).isEqualTo(tells);
    assertThat(m.peakMebibytes().orElse(20)).isBetween(10.0, 1000.0);
  }

  @ParameterizedTest
  @CsvSource({
    "unable, no engine here; install one",
    "broken, ended with code 1",
    "garbled, answered what is not JSON: {no",
    "mute, 'closed its output, but did not end'"
  })
  void aPeerThatFailsIsNamedWithItsLastWords(String behaviour, String words) {
    assertThatThrownBy(
            () ->
                new Bench(1, 0, Optional.empty())
                    .measure(task, List.of(FakePeer.contender(behaviour))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("peer '" + behaviour + "': ")
        .hasMessageContaining(words);
  }

  @Test
  void ofOursOnlyWhatTheUserCanMendIsTheUsers() {
    assertThatThrownBy(
            () -> new Bench(1, 0, Optional.empty()).measure(task, List.of(ours("broken"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("backend 'broken': ended with code 1");
    assertThatThrownBy(
            () -> new Bench(1, 0, Optional.empty()).measure(task, List.of(ours("unable"))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("backend 'unable': no engine here");
  }

  private static Contender ours(String behaviour) {
    Contender fake = FakePeer.contender(behaviour);
    return new Contender(behaviour, false, fake.command(), Map.of());
  }

  @Test
  void aProcessThatDoesNotAnswerIsEnded() {
    Contender silent = FakePeer.contender("silent");
    try (MeasuringProcess process =
        MeasuringProcess.start(silent, task, List.of(), Duration.ofMillis(100))) {
      assertThatThrownBy(process::device)
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("peer 'silent': did not answer within 0 s")
          .hasMessageContaining("--steps");
    }
  }

  @Test
  void refusesAProgramThatIsNotThere() {
    try (Peers peers = new Peers("no-such-python")) {
      assertThatThrownBy(
              () -> new Bench(1, 0, Optional.empty()).measure(task, List.of(peers.named("jax"))))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("peer 'jax': cannot run 'no-such-python'")
          .hasMessageContaining("--python");
    }
  }

  @Test
  void readsAProgramOfTheUsersOwn() {
    Contender mine = Contender.program("mine = python3  mine.py --fast=1");

    assertThat(mine.name()).isEqualTo("mine");
    assertThat(mine.command()).containsExactly("python3", "mine.py", "--fast=1");
    for (String wrong : List.of("mine", "=python3", "mine=")) {
      assertThatThrownBy(() -> Contender.program(wrong))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("NAME=COMMAND")
          .hasMessageContaining("'" + wrong + "'");
    }
  }

  @Test
  void peersAreKnownByName() {
    try (Peers peers = new Peers("python3")) {
      assertThatThrownBy(() -> peers.named("pytorhc"))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("No peer 'pytorhc'. Did you mean 'pytorch'? Available: jax, ");
      assertThat(peers.named("pytorch-malloc").environment())
          .containsKeys("MALLOC_MMAP_THRESHOLD_", "MALLOC_TRIM_THRESHOLD_");
      assertThat(peers.named("pytorch-compile").command()).endsWith("--mode", "compile");
      assertThat(peers.named("pytorch-graph").command()).endsWith("--mode", "graph");
    }
  }

  @Test
  void pythonIsCalledAsItsSystemCallsIt() {
    assertThat(Peers.python("Windows 11")).isEqualTo("python");
    assertThat(Peers.python("Mac OS X")).isEqualTo("python3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-agentlib:jdwp=transport=dt_socket,address=5005",
        "-agentpath:/opt/profiler.so",
        "-javaagent:agent.jar",
        "-Xrunjdwp:transport=dt_socket",
        "-XX:StartFlightRecording=filename=one.jfr",
        "-Dcom.sun.management.jmxremote.port=9010"
      })
  void whatWatchesOneProcessIsNotHandedOn(String option) {
    assertThat(Contender.shared(List.of("-Xmx256m", option, "-Da=b")))
        .containsExactly("-Xmx256m", "-Da=b");
  }

  @Test
  void theCopiesOfPeersAreRemoved() {
    Path script;
    try (Peers peers = new Peers("python3")) {
      script = Path.of(peers.named("jax").command().get(1));
      assertThat(script).exists();
    }
    assertThat(script.getParent()).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"pytorch, torch, PyTorch", "jax, jax, JAX"})
  void aMissingLibraryIsNamedWithHowToInstallIt(String peer, String library, String called)
      throws Exception {
    assumeTrue(python("pass"), "python3 is not installed");
    try (Peers peers = new Peers("python3")) {
      String script = peers.named(peer).command().get(1);
      Contender bare = new Contender(peer, true, List.of("python3", "-S", script), Map.of());

      assertThatThrownBy(() -> new Bench(1, 0, Optional.empty()).measure(task, List.of(bare)))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("peer '" + peer + "': no " + called + " in ")
          .hasMessageContaining("-m pip install " + library);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "pytorch, torch, W1",
    "pytorch, torch, W3k5",
    "jax, jax, W1",
    "jax, jax, W5",
    "pytorch, torch, W2",
    "pytorch, torch, M784x400",
    "jax, jax, W2"
  })
  void peersDoTheWork(String peer, String library, String workload) throws Exception {
    assumeTrue(python("import " + library), library + " is not installed for python3");
    Task one = Workload.named(workload).tasks(List.of(1), 1).get(0);
    try (Peers peers = new Peers("python3")) {
      Measurement m =
          new Bench(1, 1, Optional.empty()).measure(one, List.of(peers.named(peer))).get(0);

      assertThat(m.device()).isNotEmpty();
      assertThat(m.rounds()).hasSize(1);
      assertThat(m.rounds().get(0).calls()).hasSize(one.eachCall() ? 1 : 0);
    }
  }

  @Test
  void aPeerThatNeedsAGpuSaysSo() throws Exception {
    assumeTrue(python("import torch"), "torch is not installed for python3");
    try (Peers peers = new Peers("python3")) {
      List<Contender> graph = List.of(peers.named("pytorch-graph"));

      assertThatThrownBy(() -> new Bench(1, 0, Optional.empty()).measure(task, graph))
          .isInstanceOf(ConfigurationException.class)
          .hasMessage(
              "peer 'pytorch-graph': there are no CUDA graphs on cpu; name a --device such as gpu:0, or leave this peer out");
    }
  }

  @Test
  void aSingleProductIsNothingToCompile() throws Exception {
    assumeTrue(python("import torch"), "torch is not installed for python3");
    Task product = Workload.named("M784x400").tasks(List.of(1), 1).get(0);
    try (Peers peers = new Peers("python3")) {
      List<Contender> compiled = List.of(peers.named("pytorch-compile"));

      assertThatThrownBy(() -> new Bench(1, 0, Optional.empty()).measure(product, compiled))
          .isInstanceOf(ConfigurationException.class)
          .hasMessage(
              "peer 'pytorch-compile': this peer has no workload M784x400; leave the peer or the workload out");
    }
  }

  private static boolean python(String program) throws Exception {
    try {
      return new ProcessBuilder("python3", "-c", program)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
