package io.github.vae4j.djl;

import ai.djl.pytorch.jni.IValue;
import java.util.List;

/** A captured step: what the host prepares, then one method of TorchScript. */
final class Program implements AutoCloseable {
  private final Kernels kernels;
  private final List<Memory> inputs;
  private final List<Runnable> preparations;
  private final List<Runnable> releases;

  Program(
      Kernels kernels, List<Memory> inputs, List<Runnable> preparations, List<Runnable> releases) {
    this.kernels = kernels;
    this.inputs = inputs;
    this.preparations = preparations;
    this.releases = releases;
  }

  void run() {
    preparations.forEach(Runnable::run);
    kernels.run("step", inputs.stream().map(Memory::value).toArray(IValue[]::new)).close();
  }

  @Override
  public void close() {
    kernels.close();
    releases.forEach(Runnable::run);
  }
}
