package io.github.vae4j.core.plugin;

import io.github.vae4j.api.plugin.Options;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Counter;
import io.github.vae4j.api.tensor.ElementType;
import io.github.vae4j.api.tensor.MemoryUse;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.State;
import java.util.ArrayList;
import java.util.List;

/** A backend that starts and stops and can do nothing else. */
public final class FakeBackend implements Backend {
  /** All that were started, for tests of what starts when; cleared by each test. */
  public static final List<FakeBackend> STARTED = new ArrayList<>();

  private final String name;
  private final int threads;
  private boolean closed;

  /** Starts it. */
  public FakeBackend(String name, Options options) {
    this.name = name;
    threads = options.integer("threads", 1);
    STARTED.add(this);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String device() {
    return "cpu, " + threads + " threads";
  }

  @Override
  public ElementType elementType() {
    return ElementType.FLOAT64;
  }

  @Override
  public Scope scope() {
    throw new IllegalStateException("not in this test");
  }

  @Override
  public State state(long size) {
    throw new IllegalStateException("not in this test");
  }

  @Override
  public Counter counter() {
    throw new IllegalStateException("not in this test");
  }

  @Override
  public MemoryUse memory() {
    throw new IllegalStateException("not in this test");
  }

  /** Returns whether it was closed. */
  public boolean closed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
  }
}
