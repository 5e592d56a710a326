package io.github.vae4j.examples;

import static io.github.vae4j.examples.CommandLineRun.vae;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How the command answers wrong use: one line that says what to do, exit code 2, nothing written.
 */
class CommandTest {
  @TempDir private Path directory;

  @Test
  void refusesAnUnknownCommand() throws Exception {
    vae(directory, "trian")
        .requireRefused("Unknown command 'trian'", "Did you mean 'train'?", "vae --help");
  }

  @Test
  void refusesAnUnknownOption() throws Exception {
    vae(directory, "train", "--epoch=3")
        .requireRefused("Unknown option '--epoch'", "Did you mean '--epochs'?", "vae train --help");
  }

  @Test
  void refusesAValueOfTheWrongType() throws Exception {
    vae(directory, "train", "--epochs", "ten").requireRefused("--epochs", "ten");
  }

  @Test
  void refusesAnArgumentThatNoCommandTakes() throws Exception {
    vae(directory, "sample", "digits").requireRefused("Unknown argument 'digits'");
  }

  @Test
  void refusesNumbersOutOfBounds() throws Exception {
    vae(directory, "train", "--epochs", "0").requireRefused("--epochs must be 1 or more, got 0");
    vae(directory, "train", "--learning-rate", "-1")
        .requireRefused("--learning-rate must be above 0", "-1");
    vae(directory, "sample", "--count", "0").requireRefused("--count must be 1 or more, got 0");
    requireNothingWritten();
  }

  @Test
  void refusesWhatIsOutOfProportion() throws Exception {
    vae(directory, "train", "--limit", "100", "--batch", "101")
        .requireRefused("--batch must be 100 or fewer", "101");
    vae(directory, "train", "--hidden", "2000000,2000000").requireRefused("parameters", "--hidden");
    requireNothingWritten();
  }

  @Test
  void refusesAnUnknownBackend() throws Exception {
    vae(directory, "train", "--backend", "ndj4")
        .requireRefused("ndj4", "Did you mean 'nd4j'?", "Available");
    requireNothingWritten();
  }

  @Test
  void refusesAnUnknownModel() throws Exception {
    vae(directory, "train", "--model", "cnv").requireRefused("cnv", "Did you mean 'conv'?", "mlp");
    requireNothingWritten();
  }

  @Test
  void refusesADeviceThatTheBackendDoesNotHave() throws Exception {
    vae(directory, "train", "--device", "gpu:0")
        .requireRefused("nd4j has no devices to choose from", "leave --device out");
    requireNothingWritten();
  }

  @Test
  void refusesUnknownData() throws Exception {
    vae(directory, "train", "--data", "minst")
        .requireRefused("No data set 'minst'", "Did you mean 'mnist'?", "digits");
    requireNothingWritten();
  }

  @Test
  void refusesADataDirectoryWithoutTheFiles() throws Exception {
    vae(directory, "train", "--data", "mnist", "--data-dir", directory.toString())
        .requireRefused(directory.toString(), "train-images-idx3-ubyte.gz");
    requireNothingWritten();
  }

  @Test
  void refusesAMissingCheckpoint() throws Exception {
    vae(directory, "evaluate", "--checkpoint", "none.safetensors")
        .requireRefused("none.safetensors");
    vae(directory, "train", "--resume", "none.safetensors").requireRefused("none.safetensors");
    requireNothingWritten();
  }

  @Test
  void asksForACheckpointWhereThereIsNoRun() throws Exception {
    vae(directory, "sample")
        .requireRefused("No checkpoint under 'runs'", "vae train", "--checkpoint FILE");
  }

  @Test
  void refusesADamagedCheckpoint() throws Exception {
    Path damaged =
        Files.write(
            directory.resolve("damaged.safetensors"), new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9});

    for (String command : new String[] {"evaluate", "sample", "reconstruct"}) {
      vae(directory, command, "--checkpoint", damaged.toString())
          .requireRefused("damaged.safetensors");
    }
    assertThat(files()).containsExactly(damaged);
  }

  @Test
  void refusesADirectoryThatCannotBeMade() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));

    vae(directory, "train", "--out", file.resolve("out").toString())
        .requireRefused("Cannot write to directory", "--out DIR");
    assertThat(files()).containsExactly(file);
  }

  @Test
  void refusesADamagedOrMissingConfiguration() throws Exception {
    Path config =
        Files.writeString(directory.resolve("config.json"), "{\"training\": {\"epochs\": 3}");
    vae(directory, "train", "--config", config.toString())
        .requireRefused("config.json", "not valid JSON");

    Files.writeString(config, "{\"trainin\": {}}");
    vae(directory, "train", "--config", config.toString())
        .requireRefused("config.json", "trainin", "Did you mean 'training'?");

    Files.writeString(config, "{\"training\": {\"epoch\": 3}}");
    vae(directory, "train", "--config", config.toString())
        .requireRefused("training", "epoch", "Did you mean 'epochs'?");

    Files.writeString(config, "{\"model\": {\"encoder\": {\"type\": \"mlpp\"}}}");
    vae(directory, "train", "--config", config.toString()).requireRefused("mlpp");

    Files.writeString(config, "{\"limit\": -5}");
    vae(directory, "train", "--config", config.toString())
        .requireRefused("config.json.limit", "must be 1 or more", "-5");

    vae(directory, "train", "--config", "none.json").requireRefused("none.json");
  }

  @Test
  void refusesAFileWhoseKindIsUnknown() throws Exception {
    vae(directory, "encode", "--out", "codes.txt").requireRefused("codes.txt", ".npy or .csv");
    vae(directory, "encode").requireRefused("--out");
  }

  @Test
  void refusesDrawsOfAMean() throws Exception {
    vae(directory, "evaluate", "--z", "mean", "--samples", "10")
        .requireRefused("--samples", "--z mean");
    vae(directory, "evaluate", "--z", "average")
        .requireRefused("--z", "no 'average'", "Available: mean, sample");
    CommandLineRun both = vae(directory, "train", "--resume", "a", "--config", "b");
    both.requireRefused("--resume", "--config");
    assertThat(both.err()).doesNotContain("Error:");
  }

  @Test
  void showsTheStackTraceOnRequest() throws Exception {
    CommandLineRun run = vae(directory, "evaluate", "--checkpoint", "none.safetensors", "--debug");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("none.safetensors", "CheckpointException", "\tat ");
  }

  @Test
  void helpsOnStandardOutput() throws Exception {
    CommandLineRun all = vae(directory, "--help").requireDone();
    assertThat(all.out())
        .contains("train", "evaluate", "sample", "reconstruct", "encode", "backends", "bench")
        .contains("complete", "classify", "study");

    CommandLineRun train = vae(directory, "train", "--help").requireDone();
    assertThat(train.out())
        .contains(
            "--backend",
            "--epochs",
            "--batch",
            "--latent",
            "--hidden",
            "--learning-rate",
            "--beta",
            "--seed")
        .contains("--out", "--resume", "--json", "--config", "--data", "--data-dir")
        .contains("cvae", "regressor", "--prior", "--quadrants", "--seen-columns")
        .contains("test_elbo", "testElbo", "negative ELBO");
  }

  @Test
  void tellsItsVersion() throws Exception {
    assertThat(vae(directory, "--version").requireDone().out())
        .containsPattern("^vae4j \\d+\\.\\d+.*, Java \\d+");
  }

  @Test
  void withoutACommandShowsWhatThereIs() throws Exception {
    CommandLineRun run = vae(directory);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("train", "bench", "Name a command");
  }

  @Test
  void listsTheBackends() throws Exception {
    CommandLineRun run = vae(directory, "backends").requireDone();
    assertThat(run.out())
        .containsPattern("(?m)^djl +can run here on cpu, \\d+ thread")
        .containsPattern("(?m)^jcuda +(can run here on gpu:0 \\(Emulated|cannot run here: )")
        .containsPattern("(?m)^nd4j +can run here on cpu, \\d+ thread");
    assertThat(run.err()).isEmpty();

    CommandLineRun json = vae(directory, "backends", "--json").requireDone();
    assertThat(json.json().path("backends").findValuesAsText("name"))
        .containsExactly("djl", "jcuda", "nd4j");
    assertThat(json.json().path("backends").findValuesAsText("device"))
        .allMatch(device -> device.startsWith("cpu, ") || device.startsWith("gpu:0 (Emulated"));
  }

  @Test
  void benchmarksAStepAgainstItsProducts() throws Exception {
    CommandLineRun run =
        vae(
            directory,
            "bench",
            "--backends",
            "nd4j",
            "--workloads",
            "W1",
            "--rounds",
            "2",
            "--steps",
            "3",
            "--json");

    JsonNode result = run.requireDone().json();
    assertThat(result.isArray()).isTrue();
    assertThat(result).hasSize(1);
    assertThat(result.get(0).path("backend").asText()).isEqualTo("nd4j");
    assertThat(result.get(0).path("workload").asText()).isEqualTo("W1");
    assertThat(result.get(0).path("batch").asInt()).isEqualTo(128);
    for (String figure :
        new String[] {
          "msPerStep", "msPerStepMin", "msPerStepMax", "gemmFloorMs", "imagesPerSecond"
        }) {
      assertThat(result.get(0).path(figure).asDouble()).as(figure).isFinite().isPositive();
    }
    assertThat(result.get(0).path("msPerStepOfRounds")).hasSize(2);
    assertThat(run.err()).contains("| W1 ", "| nd4j ", "floor");
  }

  @Test
  void timesEncodingAndProfilesTraining() throws Exception {
    CommandLineRun encoding =
        vae(directory, "bench", "--workloads", "W5", "--batch", "1,2", "--steps", "2");
    assertThat(encoding.requireDone().out()).contains("| W5 ", "p50").doesNotContain("floor");

    String[] training = {"--workloads", "W3k5", "--batch", "2", "--steps", "1", "--rounds", "1"};
    CommandLineRun profile =
        vae(
            directory,
            Stream.concat(Stream.of("bench", "--profile", "--json"), Stream.of(training))
                .toArray(String[]::new));
    assertThat(profile.requireDone().err())
        .contains("W3k5, batch 2 on nd4j", "uncaptured", "forward", "backward", "Ops.linearGrad");
    assertThat(profile.json().get(0).path("profile").findValuesAsText("method"))
        .contains("Ops.linear", "State.adamStep");
  }

  @Test
  void benchmarksSingleOperations() throws Exception {
    CommandLineRun run = vae(directory, "bench", "operations", "exp", "--rounds", "1", "--json");

    JsonNode timing = run.requireDone().json().get(0);
    assertThat(timing.path("operation").asText()).isEqualTo("exp");
    assertThat(timing.path("backend").asText()).isEqualTo("nd4j");
    assertThat(timing.path("usPerCall").asDouble()).isPositive();
    assertThat(run.err()).contains("| exp ", "| nd4j ");

    vae(directory, "bench", "operations", "liner")
        .requireRefused("No operation 'liner' is timed", "Did you mean 'linear'?");
    vae(directory, "bench", "operations", "exp", "--rounds", "0")
        .requireRefused("--rounds must be 1 or more, got 0");
    vae(directory, "bench", "operations", "exp", "--backends", "ndj4")
        .requireRefused("Did you mean 'nd4j'?");
    assertThat(vae(directory, "bench", "operations", "--help").requireDone().out())
        .contains("--backends", "--rounds", "--threads", "--device", "--json");
  }

  @Test
  void refusesToBenchmarkWhatDoesNotExist() throws Exception {
    vae(directory, "bench", "--workloads", "W0")
        .requireRefused("No workload 'W0'", "Did you mean 'W1'?", "W3k50");
    vae(directory, "bench", "--steps", "30000").requireRefused("--steps must be 21399 or fewer");
    vae(directory, "bench", "--backends", "ndj4").requireRefused("ndj4", "Did you mean 'nd4j'?");
    vae(directory, "bench", "--peers", "pytorhc")
        .requireRefused("No peer 'pytorhc'", "Did you mean 'pytorch'?");
  }

  @Test
  void refusesBenchmarksThatMakeNoSense() throws Exception {
    vae(directory, "bench", "--rounds", "0").requireRefused("--rounds must be 1 or more, got 0");
    vae(directory, "bench", "--steps", "0").requireRefused("--steps must be 1 or more, got 0");
    vae(directory, "bench", "--batch", "8,0").requireRefused("--batch must be 1 or more, got 0");
    vae(directory, "bench", "--threads", "-1").requireRefused("--threads must be 0 or more");
    vae(directory, "bench", "--peer", "mine").requireRefused("NAME=COMMAND", "got 'mine'");
    vae(directory, "bench", "--peers", "jax,jax").requireRefused("'jax' was named twice");
    vae(directory, "bench", "--profile", "--workloads", "W1,W5")
        .requireRefused("--profile", "W5 does not train");
  }

  @Test
  void refusesToBenchmarkADeviceThatTheBackendDoesNotHave() throws Exception {
    CommandLineRun run = vae(directory, "bench", "--device", "gpu:0");

    assertThat(run.code()).as(run.err()).isEqualTo(2);
    assertThat(run.err())
        .contains("vae bench: backend 'nd4j': nd4j has no devices", "leave --device out")
        .doesNotContain("\tat ");
  }

  @Test
  void saysOfABenchmarkWithoutMemoryWhatToDo() throws Exception {
    CommandLineRun run = vae(directory, "bench", "--rounds", "1", "--steps", "9000");

    assertThat(run.code()).as(run.err()).isEqualTo(2);
    assertThat(run.err())
        .contains("backend 'nd4j': out of memory", "--steps")
        .doesNotContain("\tat ");
  }

  private void requireNothingWritten() throws Exception {
    assertThat(files()).isEmpty();
  }

  private Stream<Path> files() throws Exception {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).toList().stream();
    }
  }
}
