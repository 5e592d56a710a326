package io.github.vae4j.djl;

import ai.djl.Device;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Counter;
import io.github.vae4j.api.tensor.ElementType;
import io.github.vae4j.api.tensor.MemoryUse;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.State;

/** The engine on one device; it allocates nothing yet. */
final class DjlBackend implements Backend {
  private final Device device;
  private final int threads;

  DjlBackend(Device device, int threads) {
    this.device = device;
    this.threads = threads;
  }

  @Override
  public String name() {
    return "djl";
  }

  @Override
  public String device() {
    return device.isGpu()
        ? "gpu:" + device.getDeviceId()
        : "cpu, " + threads + (threads == 1 ? " thread" : " threads");
  }

  @Override
  public ElementType elementType() {
    return ElementType.FLOAT32;
  }

  @Override
  public Scope scope() {
    throw new UnsupportedOperationException("scope: not supported by backend 'djl'");
  }

  @Override
  public State state(long size) {
    throw new UnsupportedOperationException("state: not supported by backend 'djl'");
  }

  @Override
  public Counter counter() {
    throw new UnsupportedOperationException("counter: not supported by backend 'djl'");
  }

  @Override
  public MemoryUse memory() {
    return new MemoryUse(0, 0, 0);
  }

  @Override
  public void close() {
    // nothing is held
  }
}
