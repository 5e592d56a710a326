package io.github.vae4j.examples.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.vae4j.api.tensor.BackendProvider;
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
      console.result("No backend was found. Add backend-nd4j to the class path.");
    }
    for (BackendProvider provider : found) {
      Optional<String> why = Plugins.unavailable(provider);
      String verdict = why.map(reason -> "cannot run here: " + reason).orElse("can run here");
      console.result("%-12s %s  (%s)", provider.name(), verdict, provider.getClass().getName());
    }
    for (String reason : broken) {
      console.result("%-12s %s", "(broken)", reason);
    }
  }

  private static ObjectNode describe(List<BackendProvider> found, List<String> broken) {
    ObjectNode result = Json.object();
    ArrayNode backends = result.putArray("backends");
    for (BackendProvider provider : found) {
      Optional<String> why = Plugins.unavailable(provider);
      ObjectNode backend = backends.addObject();
      backend.put("name", provider.name()).put("available", why.isEmpty());
      backend.put("provider", provider.getClass().getName());
      why.ifPresent(reason -> backend.put("reason", reason));
    }
    broken.forEach(result.putArray("broken")::add);
    return result;
  }
}
