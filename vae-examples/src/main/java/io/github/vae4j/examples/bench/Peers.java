package io.github.vae4j.examples.bench;

import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.core.plugin.DidYouMean;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The Python programs that users might take instead of this one, copied out of its jar. */
public final class Peers implements AutoCloseable {
  private static final String COMMON = "peer.py";

  /** How glibc keeps memory that would else go back to the system and be zeroed anew each step. */
  private static final Map<String, String> MALLOC =
      Map.of("MALLOC_MMAP_THRESHOLD_", "33554432", "MALLOC_TRIM_THRESHOLD_", "134217728");

  private static final Map<String, Peer> ALL =
      Map.of(
          "pytorch", new Peer("pytorch_peer.py", List.of(), Map.of()),
          "pytorch-malloc", new Peer("pytorch_peer.py", List.of(), MALLOC),
          "pytorch-compile", new Peer("pytorch_peer.py", List.of("--mode", "compile"), Map.of()),
          "pytorch-graph", new Peer("pytorch_peer.py", List.of("--mode", "graph"), Map.of()),
          "jax", new Peer("jax_peer.py", List.of(), Map.of()));

  private final String python;
  private final Path directory;
  private final Cleanup cleanup;

  private record Peer(String script, List<String> arguments, Map<String, String> environment) {}

  /**
   * Copies the programs to where Python can read them.
   *
   * @param python the command of the interpreter
   */
  public Peers(String python) {
    this.python = python;
    try {
      directory = Files.createTempDirectory("vae-peers");
      cleanup = new Cleanup(this::remove);
      copy(COMMON);
      for (Peer peer : ALL.values()) {
        copy(peer.script);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot copy the peers: " + e.getMessage(), e);
    }
  }

  /**
   * Returns what Python is called on a system; on Windows {@code python3} is often a stub that
   * opens a shop.
   *
   * @param system as the property {@code os.name} calls it
   */
  public static String python(String system) {
    return system.startsWith("Windows") ? "python" : "python3";
  }

  /**
   * Returns the peer of that name.
   *
   * @throws ConfigurationException if there is none
   */
  public Contender named(String name) {
    Peer peer = ALL.get(name);
    if (peer == null) {
      throw new ConfigurationException(
          "No peer '" + name + "'. " + DidYouMean.among(name, ALL.keySet()));
    }
    List<String> command =
        new ArrayList<>(List.of(python, directory.resolve(peer.script).toString()));
    command.addAll(peer.arguments);
    return new Contender(name, true, List.copyOf(command), peer.environment);
  }

  private void copy(String script) throws IOException {
    Path target = directory.resolve(script);
    if (!Files.exists(target)) {
      try (InputStream in = Objects.requireNonNull(Peers.class.getResourceAsStream(script))) {
        Files.copy(in, target);
      }
    }
  }

  /** Removes the copies; an end of the program does so too. */
  @Override
  public void close() {
    cleanup.close();
  }

  private void remove() {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove the copies of the peers: " + e.getMessage(), e);
    }
  }
}
