package io.github.vae4j.djl;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Counter;
import io.github.vae4j.api.tensor.ElementType;
import io.github.vae4j.api.tensor.MemoryUse;
import io.github.vae4j.api.tensor.Replay;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.State;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The engine: libtorch on one device, and what is open in it.
 *
 * <p>Every operation is a method of TorchScript, {@code kernels.py}, called through DJL. A captured
 * step is written out as one method more, which calls them in a row: a training step then crosses
 * from Java to libtorch once, and libtorch frees each tensor where it is last read.
 */
final class DjlBackend implements Backend {
  /** A state's entries are one direct buffer of Java, which has at most 2³¹ − 1 bytes. */
  static final long LARGEST_STATE = Integer.MAX_VALUE / Float.BYTES;

  /** A number of steps so large that β to its power is 0. */
  private static final float ENDLESS = 1e30f;

  private final Device device;
  private final int threads;
  private final PtNDManager manager;
  private final Kernels kernels;
  private final Immediate immediate;
  private final Memory endlessStep;
  private final Ledger ledger = new Ledger();
  private final Set<DjlScope> scopes = ConcurrentHashMap.newKeySet();
  private final Set<DjlState> states = ConcurrentHashMap.newKeySet();
  private final Set<Capture> captures = ConcurrentHashMap.newKeySet();
  private final Map<Thread, Recording> recordings = new ConcurrentHashMap<>();
  private final ReadWriteLock guard = new ReentrantReadWriteLock();
  private volatile boolean closed;

  /**
   * Starts on a device; libtorch must be loaded.
   *
   * @param threads those that libtorch has been told to use, for messages
   */
  DjlBackend(Device device, int threads, Products products) {
    this.device = device;
    this.threads = threads;
    manager = (PtNDManager) Engine.start().newBaseManager(device);
    kernels = products.kernels(manager);
    immediate = new Immediate(this, kernels);
    try (Memory step = upload(new float[] {ENDLESS})) {
      endlessStep = listOf(step);
    }
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
  public synchronized Scope scope() {
    requireOpen("scope");
    DjlScope scope = new DjlScope(this, null);
    scopes.add(scope);
    return scope;
  }

  @Override
  public synchronized State state(long size) {
    requireOpen("state");
    if (size < 0 || size > LARGEST_STATE) {
      throw new IllegalArgumentException(
          "state: the size must lie from 0 to " + LARGEST_STATE + ", got " + size);
    }
    DjlState state = new DjlState(this, new Buffer(this, (int) size), (int) size);
    states.add(state);
    return state;
  }

  @Override
  public Counter counter() {
    requireOpen("counter");
    return new DjlCounter(this);
  }

  @Override
  public synchronized Replay capture(Runnable step) {
    requireOpen("capture");
    Capture capture = new Capture(this, step);
    captures.add(capture);
    return capture;
  }

  @Override
  public MemoryUse memory() {
    return ledger.use();
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    // without the lock, for which a step that is being recorded may wait
    captures.forEach(Capture::close);
    free(
        () -> {
          scopes.forEach(DjlScope::close);
          states.forEach(DjlState::close);
          endlessStep.close();
          immediate.close();
          kernels.close();
          manager.close();
        });
  }

  /**
   * Runs what reads or writes memory of libtorch, none of which is freed meanwhile by another
   * thread's closing.
   */
  <T> T use(String operation, Supplier<T> work) {
    guard.readLock().lock();
    try {
      requireOpen(operation);
      return work.get();
    } finally {
      guard.readLock().unlock();
    }
  }

  /** Frees memory that other threads may use, when they are done. */
  void free(Runnable work) {
    guard.writeLock().lock();
    try {
      work.run();
    } finally {
      guard.writeLock().unlock();
    }
  }

  /** Writes a step down, which must run on the calling thread alone. */
  Program record(Runnable step) {
    requireOpen("capture");
    Recording recording = new Recording(this);
    if (recordings.putIfAbsent(Thread.currentThread(), recording) != null) {
      throw new IllegalStateException("capture: a step cannot be captured inside another");
    }
    try {
      step.run();
      return recording.finish();
    } catch (RuntimeException | Error e) {
      recording.close();
      throw e;
    } finally {
      recordings.remove(Thread.currentThread());
    }
  }

  /** Returns the recording that the calling thread is making, if it makes one. */
  @Nullable Recording recording() {
    return recordings.isEmpty() ? null : recordings.get(Thread.currentThread());
  }

  /** Returns what calls kernels for the calling thread. */
  Caller caller() {
    Recording recording = recording();
    return recording == null ? immediate : recording;
  }

  Kernels kernels() {
    return kernels;
  }

  Immediate immediate() {
    return immediate;
  }

  PtNDManager manager() {
    return manager;
  }

  Ledger ledger() {
    return ledger;
  }

  /** Returns a shape as DJL has it. */
  static Shape shape(int... sizes) {
    return new Shape(Arrays.stream(sizes).asLongStream().toArray());
  }

  /** Returns host values as a tensor. */
  Memory upload(float[] values, int... shape) {
    return use("tensor", () -> copied(values, shape));
  }

  private Memory copied(float[] values, int... shape) {
    try (PtNDArray array = manager.create(shape(shape), DataType.FLOAT32)) {
      if (device.isGpu()) {
        array.set(FloatBuffer.wrap(values));
      } else if (values.length > 0) {
        array.toByteBuffer(true).asFloatBuffer().put(values);
      }
      return Memory.tensor(IValue.from(array));
    }
  }

  /** Returns the entries of a tensor in row-major order. */
  float[] download(Memory tensor) {
    return use(
        "read",
        () -> {
          try (PtNDArray array = tensor.value().toTensor(manager)) {
            return array.toFloatArray();
          }
        });
  }

  /** Returns a list of one tensor. */
  Memory listOf(Memory tensor) {
    try (PtNDArray array = tensor.value().toTensor(manager)) {
      return Memory.tensors(IValue.listFrom(array));
    }
  }

  /** Returns the step number for which Adam's own correction of the moments does nothing. */
  Memory endlessStep() {
    return endlessStep;
  }

  void forget(DjlScope scope) {
    scopes.remove(scope);
  }

  void forget(DjlState state) {
    states.remove(state);
  }

  void forget(Capture capture) {
    captures.remove(capture);
  }

  private void requireOpen(String operation) {
    if (closed) {
      throw new IllegalStateException(operation + ": the backend 'djl' is closed; make a new one");
    }
  }
}
