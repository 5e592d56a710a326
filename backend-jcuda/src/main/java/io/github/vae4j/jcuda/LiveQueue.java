package io.github.vae4j.jcuda;

import jcuda.driver.CUgraphExec;
import jcuda.driver.CUstream;
import jcuda.driver.CUstream_flags;
import jcuda.driver.JCudaDriver;

/** The stream of a backend, shared by its threads: work runs in the order in which it came. */
final class LiveQueue extends Queue {
  private final CUstream stream = new CUstream();
  private final Staging staging;

  LiveQueue(Gpu gpu) {
    super(gpu);
    gpu.check(
        JCudaDriver.cuStreamCreate(stream, CUstream_flags.CU_STREAM_NON_BLOCKING),
        "cuStreamCreate");
    staging = new Staging(gpu);
  }

  @Override
  CUstream stream() {
    return stream;
  }

  /** The host, not the device, takes longest over launches made one by one. */
  @Override
  boolean chains() {
    return false;
  }

  @Override
  int few() {
    return Words.MOST;
  }

  @Override
  void send(float[] values, long to) {
    gpu.run(
        "upload",
        () -> {
          synchronized (this) {
            flush();
            staging.upload(values, to, stream);
          }
        });
  }

  @Override
  void constant(float[] values, long to) {
    upload(values, to);
  }

  @Override
  float[] download(String operation, long from, int floats) {
    float[] values = new float[floats];
    gpu.run(
        operation,
        () -> {
          synchronized (this) {
            flush();
            staging.download(from, values, stream);
          }
        });
    return values;
  }

  @Override
  long number(String operation, long from) {
    return gpu.use(
        operation,
        () -> {
          synchronized (this) {
            flush();
            return staging.fetch(from, Long.BYTES, stream).getLong(0);
          }
        });
  }

  @Override
  void beside(Runnable first, Runnable second) {
    first.run();
    second.run();
  }

  /**
   * Runs an empty chain. The driver loads a kernel when it is first launched, which must not be
   * while a step is captured, and chains are only launched in those.
   */
  void loadChains() {
    Chain nothing = new Chain();
    launch(nothing.kernel(), nothing.grid(), (Object) nothing.take());
  }

  /** Runs a captured step. */
  void launch(CUgraphExec graph) {
    gpu.run(
        "run",
        () -> {
          synchronized (this) {
            flush();
            gpu.check(JCudaDriver.cuGraphLaunch(graph, stream), "cuGraphLaunch");
          }
        });
  }

  /** Waits for all work. */
  synchronized void finish() {
    flush();
    gpu.check(JCudaDriver.cuStreamSynchronize(stream), "cuStreamSynchronize");
  }

  /** Waits for all work and frees the stream. */
  void close() {
    finish();
    staging.close();
    gpu.check(JCudaDriver.cuStreamDestroy(stream), "cuStreamDestroy");
  }
}
