package io.github.vae4j.examples.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.vae4j.api.tensor.BackendProvider;
import io.github.vae4j.core.plugin.Plugins;
import io.github.vae4j.examples.bench.MarkdownTable;
import io.github.vae4j.examples.operations.OperationBench;
import io.github.vae4j.examples.operations.OperationBench.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Times single operations. */
@Command(
    name = "operations",
    description = {
      "Times single operations of engines with JMH, each in a process of its own, in microseconds",
      "a call: at the sizes they have in a training step on 128 images of W1's model, or W2's for",
      "convolutions. The figure after +/- is half the 99.9% confidence interval."
    })
final class BenchOperationsCommand implements Runnable {
  private final Console console;

  @Parameters(
      arity = "0..*",
      paramLabel = "NAME",
      description = "Methods, such as linear matmul conv2d adamStep (default: all that are timed).")
  private List<String> names = List.of();

  @Option(
      names = "--backends",
      split = ",",
      paramLabel = "NAME",
      description = "Engines (default: nd4j); 'vae backends' lists them.")
  private List<String> backends = List.of("nd4j");

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description =
          "Rounds of half a second, of which the mean counts (default: ${DEFAULT-VALUE}).")
  private int rounds = 5;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads of each engine (default: all processors).")
  private int threads;

  @Option(
      names = "--device",
      paramLabel = "NAME",
      description =
          "What engines compute on, such as gpu:0 (default: the processors; jcuda gpu:0).")
  private @Nullable String device;

  @Option(names = "--json", description = "Print a JSON array as the last line of standard output.")
  private boolean json;

  BenchOperationsCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    Require.atLeast("--rounds", rounds, 1);
    Require.atLeast("--threads", threads, 0);
    names.forEach(OperationBench::requireKnown);
    Plugins plugins = Plugins.discover();
    backends.forEach(backend -> plugins.named(BackendProvider.class, backend));
    List<String> chosen = names.isEmpty() ? OperationBench.names() : names;
    OperationBench bench = new OperationBench(rounds, threads, Optional.ofNullable(device));
    List<Timing> timings = new ArrayList<>();
    for (String operation : chosen) {
      for (String backend : backends) {
        console.note("timing %s on %s ...", operation, backend);
        timings.add(bench.time(operation, backend));
      }
    }
    (json ? console.quiet() : console).results(table(timings));
    if (json) {
      console.json(array(timings));
    }
  }

  private static List<String> table(List<Timing> timings) {
    MarkdownTable table = new MarkdownTable();
    table.add("operation", false, timings.stream().map(Timing::operation).toList());
    table.add("engine", false, timings.stream().map(Timing::backend).toList());
    table.add("us", true, timings.stream().map(timing -> figure(timing.microseconds())).toList());
    table.add("+/-", true, timings.stream().map(timing -> figure(timing.error())).toList());
    return table.lines();
  }

  private static String figure(double microseconds) {
    return Double.isNaN(microseconds) ? "" : String.format(Locale.ROOT, "%.2f", microseconds);
  }

  private static ArrayNode array(List<Timing> timings) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (Timing timing : timings) {
      ObjectNode object = array.addObject();
      object.put("operation", timing.operation()).put("backend", timing.backend());
      Json.put(object, "usPerCall", timing.microseconds());
      Json.put(object, "error", timing.error());
    }
    return array;
  }
}
