package io.github.vae4j.examples.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.BackendProvider;
import io.github.vae4j.core.plugin.Plugins;
import io.github.vae4j.examples.bench.Bench;
import io.github.vae4j.examples.bench.BenchTable;
import io.github.vae4j.examples.bench.Contender;
import io.github.vae4j.examples.bench.Measurement;
import io.github.vae4j.examples.bench.Peers;
import io.github.vae4j.examples.bench.StepProfile;
import io.github.vae4j.examples.bench.Task;
import io.github.vae4j.examples.bench.Workload;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Times training steps and encoding, on our engines and on the programs they are compared with. */
@Command(
    name = "bench",
    description = {
      "Times whole training steps with Adam, and encoding, in float32 on random images.",
      "Each engine runs in a process of its own; rounds are taken in turn, and medians count.",
      "",
      "W1: MLP 784-400-20 with ReLU, batches of 128.",
      "W2: convolutions of 32 and 64 channels, 4 x 4, stride 2, and their mirror image; 32 latents;",
      "  batches of 128.",
      "W3k1, W3k5, W3k50: MLP 784-200-200-50 with tanh, batches of 20; 1 draw of z,",
      "  or the importance-weighted bound of 5 and 50.",
      "W5: encoding by W1's model, 1, 32 and 1024 rows a call.",
      "M784x400, M4096x4096: one matrix product, of 128 and of 4096 rows.",
      "",
      "'vae bench operations' times single operations.",
      "",
      "Beside the step of an MLP stands the time of its matrix products alone (the \"floor\"),",
      "and beside each backend how many times as long as a peer it took: the median of the",
      "ratios of the rounds. Memory is the most that the process held (Linux only)."
    })
final class BenchCommand implements Runnable {
  private final Console console;

  @Option(
      names = "--backends",
      split = ",",
      paramLabel = "NAME",
      description = "Engines (default: nd4j); 'vae backends' lists them.")
  private List<String> backends = List.of("nd4j");

  @Option(
      names = "--workloads",
      split = ",",
      paramLabel = "NAME",
      description = "Workloads (default: W1).")
  private List<String> workloads = List.of("W1");

  @Option(
      names = "--batch",
      split = ",",
      paramLabel = "N",
      description = "Rows of a step (default: those of the workload).")
  private List<Integer> batches = List.of();

  @Option(
      names = "--peers",
      split = ",",
      paramLabel = "NAME",
      description =
          "Python programs to compare with: pytorch, pytorch-malloc (which keeps freed memory),"
              + " pytorch-compile, pytorch-graph, jax.")
  private List<String> peers = List.of();

  @Option(
      names = "--peer",
      paramLabel = "NAME=COMMAND",
      description = "A program of your own to compare with; docs/benchmarks.md says what it does.")
  private List<String> programs = List.of();

  @Option(
      names = "--python",
      paramLabel = "PROGRAM",
      description = "Runs the peers (default: ${DEFAULT-VALUE}).")
  private String python = Peers.python(System.getProperty("os.name"));

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Rounds, of which the median counts (default: ${DEFAULT-VALUE}).")
  private int rounds = 5;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Steps of a round (default: about half a second's).")
  private @Nullable Integer steps;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads of each engine (default: all processors).")
  private int threads;

  @Option(
      names = "--device",
      paramLabel = "NAME",
      description =
          "What engines and peers compute on, such as gpu:0 (default: the processors; jcuda gpu:0).")
  private @Nullable String device;

  @Option(
      names = "--profile",
      description =
          "Also say where the time of a training step goes: by method of the engine, forward and backward, and outside of them.")
  private boolean profile;

  @Option(names = "--json", description = "Print a JSON array as the last line of standard output.")
  private boolean json;

  BenchCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    Require.atLeast("--rounds", rounds, 1);
    if (steps != null) {
      Require.atLeast("--steps", steps, 1);
    }
    Require.atLeast("--threads", threads, 0);
    batches.forEach(batch -> Require.atLeast("--batch", batch, 1));
    List<Task> tasks =
        workloads.stream()
            .map(Workload::named)
            .flatMap(workload -> workload.tasks(batches, steps == null ? 0 : steps).stream())
            .toList();
    if (profile) {
      tasks.forEach(BenchCommand::requireTraining);
    }
    Plugins plugins = Plugins.discover();
    backends.forEach(backend -> plugins.named(BackendProvider.class, backend));
    try (Peers known = new Peers(python)) {
      measure(tasks, contenders(known));
    }
  }

  private static void requireTraining(Task task) {
    if (!task.training()) {
      throw new ConfigurationException(
          "--profile looks into training steps, and "
              + task.workload()
              + " does not train; leave it out of --workloads");
    }
  }

  private List<Contender> contenders(Peers known) {
    List<Contender> contenders =
        Stream.of(
                backends.stream().map(Contender::backend),
                peers.stream().map(known::named),
                programs.stream().map(Contender::program))
            .flatMap(some -> some)
            .toList();
    Set<String> names = new HashSet<>();
    for (Contender contender : contenders) {
      if (!names.add(contender.name())) {
        throw new ConfigurationException(
            "'" + contender.name() + "' was named twice; name each engine and peer once");
      }
    }
    return contenders;
  }

  private void measure(List<Task> tasks, List<Contender> contenders) {
    Bench bench = new Bench(rounds, threads, Optional.ofNullable(device));
    Console console = json ? this.console.quiet() : this.console;
    List<Measurement> all = new ArrayList<>();
    ArrayNode results = JsonNodeFactory.instance.arrayNode();
    List<String> profiles = new ArrayList<>();
    for (Task task : tasks) {
      console.note("measuring %s: %d rounds of %d steps ...", task, rounds, task.steps());
      List<Measurement> measured = bench.measure(task, contenders);
      all.addAll(measured);
      List<Measurement> others = measured.stream().filter(m -> m.contender().peer()).toList();
      for (Measurement m : measured) {
        ObjectNode result = m.toJson(others);
        results.add(result);
        if (profile && !m.contender().peer()) {
          StepProfile where = bench.profile(task, m.contender());
          profiles.addAll(where.text(m));
          result.set("profile", where.toJson());
        }
      }
    }
    console.results(new BenchTable(all).lines());
    console.results(profiles);
    if (json) {
      this.console.json(results);
    }
  }
}
