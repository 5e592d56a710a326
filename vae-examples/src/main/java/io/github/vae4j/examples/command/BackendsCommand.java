package io.github.vae4j.examples.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.BackendProvider;
import io.github.vae4j.core.plugin.JsonOptions;
import io.github.vae4j.core.plugin.Plugins;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the engines that were found, and which can run here. */
@Command(
    name = "backends",
    description = "Lists the engines that were found, and which can run here.")
final class BackendsCommand implements Runnable {
  private final Console console;

  @Option(names = "--json", description = "Print one line of JSON.")
  private boolean json;

  BackendsCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    Plugins plugins = Plugins.discover();
    List<BackendProvider> found = plugins.all(BackendProvider.class);
    List<String> broken = plugins.broken(BackendProvider.class);
    if (json) {
      console.json(describe(found, broken));
      return;
    }
    if (found.isEmpty()) {
      console.result(
          "No backend was found. Add backend-nd4j, backend-djl or backend-jcuda to the class path.");
    }
    for (BackendProvider provider : found) {
      Answer answer = ask(provider);
      String verdict = answer.runs() ? "can run here on " : "cannot run here: ";
      console.result(
          "%-12s %s%s  (%s)",
          provider.name(), verdict, answer.words(), provider.getClass().getName());
    }
    for (String reason : broken) {
      console.result("%-12s %s", "(broken)", reason);
    }
  }

  private static ObjectNode describe(List<BackendProvider> found, List<String> broken) {
    ObjectNode result = Json.object();
    ArrayNode backends = result.putArray("backends");
    for (BackendProvider provider : found) {
      Answer answer = ask(provider);
      ObjectNode backend = backends.addObject();
      backend.put("name", provider.name()).put("available", answer.runs());
      backend.put("provider", provider.getClass().getName());
      backend.put(answer.runs() ? "device" : "reason", answer.words());
    }
    broken.forEach(result.putArray("broken")::add);
    return result;
  }

  /** Starts a backend with its defaults, which alone shows that it can run. */
  private static Answer ask(BackendProvider provider) {
    Optional<String> reason = Plugins.unavailable(provider);
    if (reason.isPresent()) {
      return new Answer(false, reason.get());
    }
    try (Backend backend = provider.create(JsonOptions.empty())) {
      return new Answer(true, backend.device());
    } catch (LinkageError | RuntimeException e) {
      return new Answer(false, Failures.message(e));
    }
  }

  /** Whether a backend runs, with its device or the reason. */
  private record Answer(boolean runs, String words) {}
}
