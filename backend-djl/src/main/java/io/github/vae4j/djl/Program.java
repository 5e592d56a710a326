package io.github.vae4j.djl;

import ai.djl.pytorch.jni.IValue;
import java.util.List;

/** A captured step: what the host prepares, then one method of TorchScript. */
final class Program implements AutoCloseable {
  private final DjlBackend backend;
  private final Kernels kernels;
  private final List<Memory> inputs;
  private final List<Runnable> preparations;
  private final List<Runnable> releases;

  Program(
      DjlBackend backend,
      Kernels kernels,
      List<Memory> inputs,
      List<Runnable> preparations,
      List<Runnable> releases) {
    this.backend = backend;
    this.kernels = kernels;
    this.inputs = inputs;
    this.preparations = preparations;
    this.releases = releases;
  }

  void run() {
    inputs.forEach(Memory::requireOpen);
    preparations.forEach(Runnable::run);
    IValue[] arguments = inputs.stream().map(Memory::value).toArray(IValue[]::new);
    backend.use("run", () -> kernels.run("step", arguments)).close();
  }

  @Override
  public void close() {
    backend.free(
        () -> {
          kernels.close();
          releases.forEach(Runnable::run);
        });
  }
}
