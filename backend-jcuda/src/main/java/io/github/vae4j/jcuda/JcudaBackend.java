package io.github.vae4j.jcuda;

import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Counter;
import io.github.vae4j.api.tensor.ElementType;
import io.github.vae4j.api.tensor.MemoryUse;
import io.github.vae4j.api.tensor.Replay;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.State;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The engine: one graphics processor, and what is open on it.
 *
 * <p>All work of a backend goes to one stream, so that memory which a closed scope gives back can
 * be written by the next at once. Nothing waits for the device but reading.
 */
final class JcudaBackend implements Backend {
  /** Kernels count entries in 32 bits, up to the last thread of the last block. */
  static final long LARGEST = Integer.MAX_VALUE - Grid.THREADS;

  private final Gpu gpu;
  private final boolean tf32;
  private final Function<Gpu, Pool> pools;
  private final Lane lane;
  private final Ledger ledger = new Ledger();
  private final Set<JcudaScope> scopes = ConcurrentHashMap.newKeySet();
  private final Set<JcudaState> states = ConcurrentHashMap.newKeySet();
  private final Set<JcudaCounter> counters = ConcurrentHashMap.newKeySet();
  private final Set<Capture> captures = ConcurrentHashMap.newKeySet();
  private final Map<Thread, Lane> lanes = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /**
   * Starts on a device.
   *
   * @param tf32 whether matrix products may round their operands to TF32
   * @param pools makes what scopes take their memory from
   */
  JcudaBackend(Device device, boolean tf32, Function<Gpu, Pool> pools) {
    gpu = new Gpu(device);
    this.tf32 = tf32;
    this.pools = pools;
    lane = new Lane(gpu.queue(), pools.apply(gpu), Optional.empty());
    gpu.queue().loadChains();
  }

  @Override
  public String name() {
    return "jcuda";
  }

  @Override
  public String device() {
    return "gpu:" + gpu.device().ordinal() + " (" + gpu.device().name() + ")";
  }

  @Override
  public ElementType elementType() {
    return ElementType.FLOAT32;
  }

  @Override
  public synchronized Scope scope() {
    requireOpen("scope");
    JcudaScope scope = new JcudaScope(this, null);
    scopes.add(scope);
    return scope;
  }

  @Override
  public synchronized State state(long size) {
    requireOpen("state");
    if (size < 0 || size > LARGEST) {
      throw new IllegalArgumentException(
          "state: the size must lie from 0 to " + LARGEST + ", got " + size);
    }
    long address = allocate("state", Math.max(1, size) * Float.BYTES);
    JcudaState state = new JcudaState(this, address, (int) size);
    ledger.add(0, size * Float.BYTES);
    states.add(state);
    state.fill(0, size, 0);
    return state;
  }

  @Override
  public synchronized Counter counter() {
    requireOpen("counter");
    JcudaCounter counter = new JcudaCounter(this, allocate("counter", Long.BYTES));
    counters.add(counter);
    counter.set(0);
    return counter;
  }

  private long allocate(String operation, long bytes) {
    requireUncaptured(operation);
    return gpu.allocate(operation, bytes);
  }

  @Override
  public synchronized Replay capture(Runnable step) {
    requireOpen("capture");
    Capture capture = new Capture(this, gpu, pools.apply(gpu), step);
    captures.add(capture);
    return capture;
  }

  @Override
  public MemoryUse memory() {
    return new MemoryUse(ledger.tensors(), ledger.bytes(), gpu.reserved());
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    gpu.stop();
    Closing closing = new Closing();
    // without the lock, for which a step that is being captured may wait
    captures.forEach(capture -> closing.run(capture::close));
    scopes.forEach(scope -> closing.run(scope::close));
    states.forEach(state -> closing.run(state::close));
    counters.forEach(counter -> closing.run(counter::close));
    closing.run(lane.pool()::close);
    closing.run(gpu::close);
    closing.end();
  }

  /** Returns where the calling thread's work goes. */
  Lane lane() {
    return lanes.isEmpty() ? lane : lanes.getOrDefault(Thread.currentThread(), lane);
  }

  /** Returns whether the calling thread runs a step of {@link #capture}. */
  boolean inStep() {
    return lanes.containsKey(Thread.currentThread());
  }

  /** Returns whether the calling thread is capturing a step. */
  boolean capturing() {
    return lane().queue() instanceof CapturedQueue;
  }

  /** Is told of what the calling thread uses; a step that it captures does so at each run. */
  void uses(Lasting used) {
    if (lane().queue() instanceof CapturedQueue queue) {
      queue.uses(used);
    }
  }

  /** Leaves a step uncaptured that makes or closes what outlives it. */
  void requireUncaptured(String operation) {
    if (capturing()) {
      throw new CaptureRefusedException(
          operation + ": a captured step can neither make nor close what outlives it");
    }
  }

  /** Runs a step, whose work goes to a lane of its own. */
  void within(Lane own, Runnable step) {
    requireOpen("run");
    lanes.put(Thread.currentThread(), own);
    try {
      step.run();
    } finally {
      lanes.remove(Thread.currentThread());
    }
  }

  /** Returns whether matrix products may round their operands to TF32. */
  boolean tf32() {
    return tf32;
  }

  Storage storage(Block block, long floats) {
    return new Storage(ledger, block, floats * Float.BYTES);
  }

  void forget(JcudaScope scope) {
    scopes.remove(scope);
  }

  void forget(Capture capture) {
    captures.remove(capture);
  }

  /** Frees the memory of a state that closes. */
  void freed(JcudaState state, long address, long size) {
    gpu.free(address, Math.max(1, size) * Float.BYTES);
    ledger.add(0, -size * Float.BYTES);
    states.remove(state);
  }

  /** Frees the memory of a counter that closes. */
  void freed(JcudaCounter counter, long address) {
    gpu.free(address, Long.BYTES);
    counters.remove(counter);
  }

  private void requireOpen(String operation) {
    if (closed) {
      throw new IllegalStateException(
          operation + ": the backend 'jcuda' is closed; make a new one");
    }
  }
}
