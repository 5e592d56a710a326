package io.github.vae4j.examples.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.BackendProvider;
import io.github.vae4j.core.plugin.Plugins;
import io.github.vae4j.examples.bench.Bench;
import io.github.vae4j.examples.bench.Measurement;
import io.github.vae4j.examples.bench.Workload;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Times training steps. */
@Command(
    name = "bench",
    description = {
      "Times training steps, and the matrix products of a step alone (the \"GEMM floor\").",
      "W1: MLP 784-400-20, batches of 128, Adam. Each backend runs in a process of its own."
    })
final class BenchCommand implements Runnable {
  private final Console console;

  @Option(
      names = "--backends",
      split = ",",
      paramLabel = "NAME",
      description = "Engines (default: nd4j).")
  private List<String> backends = List.of("nd4j");

  @Option(
      names = "--workloads",
      split = ",",
      paramLabel = "NAME",
      description = "Workloads (default: W1).")
  private List<String> workloads = List.of("W1");

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Rounds, of which the median counts (default: ${DEFAULT-VALUE}).")
  private int rounds = 5;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Steps of a round (default: ${DEFAULT-VALUE}).")
  private int steps = 100;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads of the engine (default: all processors).")
  private int threads;

  @Option(
      names = "--profile",
      description = "Also say where the time of a step goes, by method of the engine.")
  private boolean profile;

  @Option(names = "--json", description = "Print a JSON array as the last line of standard output.")
  private boolean json;

  BenchCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    Require.atLeast("--rounds", rounds, 1);
    Require.atLeast("--steps", steps, 1);
    Require.atLeast("--threads", threads, 0);
    List<Workload> chosen = workloads.stream().map(Workload::named).toList();
    for (Workload workload : chosen) {
      if (steps > workload.mostSteps()) {
        throw new ConfigurationException(
            "--steps must be "
                + workload.mostSteps()
                + " or fewer for "
                + workload.name()
                + ", whose images memory holds, got "
                + steps
                + "; take more --rounds");
      }
    }
    Plugins plugins = Plugins.discover();
    backends.forEach(backend -> plugins.named(BackendProvider.class, backend));
    Bench bench =
        new Bench(rounds, steps, threads, profile ? line -> console.note("%s", line) : null);
    ArrayNode results = JsonNodeFactory.instance.arrayNode();
    for (Workload workload : chosen) {
      for (String backend : backends) {
        console.note(
            "measuring %s on %s: %d rounds of %d steps ...",
            workload.name(), backend, rounds, steps);
        Measurement measured = bench.measure(backend, workload);
        results.add(measured.toJson());
        print(measured);
      }
    }
    if (json) {
      console.json(results);
    }
  }

  private void print(Measurement m) {
    String line =
        String.format(
            Locale.ROOT,
            "%s %s (%s), batch %d: %.2f ms/step (%.2f to %.2f), %,.0f images/s; matrix products alone %.2f ms; ratio %.2f",
            m.workload(),
            m.backend(),
            m.device(),
            m.batch(),
            m.msPerStep(),
            m.msPerStepMin(),
            m.msPerStepMax(),
            m.imagesPerSecond(),
            m.gemmFloorMs(),
            m.ratio());
    if (json) {
      console.note("%s", line);
    } else {
      console.result("%s", line);
    }
  }
}
