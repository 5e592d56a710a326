package io.github.vae4j.jcuda;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import jcuda.driver.CUcontext;
import jcuda.driver.CUresult;
import jcuda.driver.JCudaDriver;

/**
 * A device made ready: its context, the kernels in it, and the stream that all work goes to unless
 * it is captured. What calls the driver does so under a lock that closing waits for.
 */
final class Gpu {
  private final Device device;
  private final CUcontext context = new CUcontext();
  private final Kernels kernels;
  private final LiveQueue queue;
  private final Set<Pool> pools = ConcurrentHashMap.newKeySet();
  private final AtomicLong reserved = new AtomicLong();
  private final ReadWriteLock guard = new ReentrantReadWriteLock();
  private volatile boolean closed;

  Gpu(Device device) {
    this.device = device;
    check(
        JCudaDriver.cuDevicePrimaryCtxRetain(context, device.handle()), "cuDevicePrimaryCtxRetain");
    try {
      enter();
      kernels = new Kernels(device);
      queue = new LiveQueue(this);
    } catch (RuntimeException | Error e) {
      JCudaDriver.cuDevicePrimaryCtxRelease(device.handle());
      throw e;
    }
  }

  Device device() {
    return device;
  }

  Kernels kernels() {
    return kernels;
  }

  LiveQueue queue() {
    return queue;
  }

  /** Returns how many bytes the driver has given. */
  long reserved() {
    return reserved.get();
  }

  /** Raises the error of a call that failed, with its name and sizes and this device. */
  void check(int result, String call, Object... values) {
    Cuda.check(result, device.ordinal(), call, values);
  }

  /**
   * Runs calls of the driver, none of whose memory is freed meanwhile by another thread's closing.
   */
  <T> T use(String operation, Supplier<T> calls) {
    guard.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException(
            operation + ": the backend 'jcuda' is closed; make a new one");
      }
      enter();
      return calls.get();
    } finally {
      guard.readLock().unlock();
    }
  }

  /** As {@link #use}, for calls that return nothing. */
  void run(String operation, Runnable calls) {
    use(
        operation,
        () -> {
          calls.run();
          return this;
        });
  }

  /** The driver keeps a current context for each thread. */
  private void enter() {
    check(JCudaDriver.cuCtxSetCurrent(context), "cuCtxSetCurrent");
  }

  /** Lets a pool free what it does not use where memory is short. */
  void add(Pool pool) {
    pools.add(pool);
  }

  void forget(Pool pool) {
    pools.remove(pool);
  }

  /**
   * Returns memory of the driver, which all pools make room for if they must.
   *
   * @param bytes more than 0
   * @throws IllegalStateException if the device has no more
   */
  long allocate(String operation, long bytes) {
    Address address = new Address();
    int result = allocate(operation, address, bytes);
    if (result == CUresult.CUDA_ERROR_OUT_OF_MEMORY) {
      pools.forEach(Pool::freeUnused);
      result = allocate(operation, address, bytes);
    }
    String call = "cuMemAlloc of " + bytes + " bytes";
    if (result == CUresult.CUDA_ERROR_OUT_OF_MEMORY) {
      throw new IllegalStateException(
          Cuda.message(result, device.ordinal(), call)
              + "; '"
              + operation
              + "' needs them beside the "
              + reserved()
              + " that this backend holds: take smaller batches, or see with nvidia-smi who else"
              + " holds memory");
    }
    check(result, call);
    return address.value();
  }

  private int allocate(String operation, Address address, long bytes) {
    int result = use(operation, () -> JCudaDriver.cuMemAlloc(address, bytes));
    if (result == CUresult.CUDA_SUCCESS) {
      reserved.addAndGet(bytes);
    }
    return result;
  }

  /** Gives memory back to the driver, once the work that may use it is done. */
  void free(long address, long bytes) {
    exclusively(
        () -> {
          queue.finish();
          check(JCudaDriver.cuMemFree(new Address(address)), "cuMemFree of %d bytes", bytes);
        });
    reserved.addAndGet(-bytes);
  }

  /** Runs what destroys things of the driver, while no other thread calls it. */
  void exclusively(Runnable work) {
    guard.writeLock().lock();
    try {
      enter();
      work.run();
    } finally {
      guard.writeLock().unlock();
    }
  }

  /** Refuses all work from now on. */
  void stop() {
    closed = true;
  }

  /** Lets the device go; all memory must have been freed. */
  void close() {
    exclusively(
        () -> {
          Closing closing = new Closing();
          closing.run(queue::close);
          closing.run(kernels::close);
          closing.run(
              () ->
                  check(
                      JCudaDriver.cuDevicePrimaryCtxRelease(device.handle()),
                      "cuDevicePrimaryCtxRelease"));
          closing.end();
        });
  }
}
