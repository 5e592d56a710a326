package io.github.vae4j.nd4j;

import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Counter;
import io.github.vae4j.api.tensor.ElementType;
import io.github.vae4j.api.tensor.MemoryUse;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.State;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The engine: its threads, its memory, and what is open in it.
 *
 * <p>A tensor is a run of an ND4J {@code DataBuffer} and no {@code INDArray}, and no ND4J operation
 * runs: elementwise work is Java's over pieces of the buffers, products are OpenBLAS's {@code
 * cblas_sgemm}. ND4J's operations cost more than their arithmetic at the sizes of a training step.
 * Measured on two cores with 1.0.0-M2.1: a call costs 5–40 µs before it computes; exp of (128, 784)
 * takes 221 µs, here 81 µs; (128, 784) · (784, 400) by {@code mmuli} 8 ms, by {@code cblas_sgemm}
 * 0.45 ms. 600,000 {@code INDArray}s made and closed one after the other left the resident set some
 * 150 MB larger, while blocks are used again. What is fused, and rounding that does not depend on
 * the number of threads, come with loops of our own.
 */
final class Nd4jBackend implements Backend {
  final Memory memory;
  private final Workers workers;
  private final Set<Nd4jScope> scopes = ConcurrentHashMap.newKeySet();
  private final Set<Nd4jState> states = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  Nd4jBackend(int threads) {
    workers = new Workers(threads);
    memory = new Memory(workers);
  }

  @Override
  public String name() {
    return "nd4j";
  }

  @Override
  public String device() {
    return "cpu, " + workers.threads() + (workers.threads() == 1 ? " thread" : " threads");
  }

  @Override
  public ElementType elementType() {
    return ElementType.FLOAT32;
  }

  @Override
  public synchronized Scope scope() {
    requireOpen("scope");
    Nd4jScope scope = new Nd4jScope(this, null);
    scopes.add(scope);
    return scope;
  }

  @Override
  public synchronized State state(long size) {
    requireOpen("state");
    if (size < 0 || size > Memory.LIMIT) {
      throw new IllegalArgumentException(
          "state: the size must lie from 0 to " + Memory.LIMIT + ", got " + size);
    }
    Nd4jState state = new Nd4jState(this, new Span(memory.take("state", size), 0, (int) size));
    states.add(state);
    return state;
  }

  @Override
  public Counter counter() {
    requireOpen("counter");
    return new Nd4jCounter();
  }

  @Override
  public MemoryUse memory() {
    return memory.use();
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    workers.close();
    scopes.forEach(Nd4jScope::close);
    states.forEach(Nd4jState::close);
    memory.close();
  }

  Workers workers() {
    return workers;
  }

  void forget(Nd4jScope scope) {
    scopes.remove(scope);
  }

  void forget(Nd4jState state) {
    states.remove(state);
  }

  private void requireOpen(String operation) {
    if (closed) {
      throw new IllegalStateException(operation + ": the backend 'nd4j' is closed; make a new one");
    }
  }
}
