package io.github.vae4j.jcuda;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jcuda.driver.CUevent;
import jcuda.driver.CUevent_flags;
import jcuda.driver.CUgraph;
import jcuda.driver.CUgraphExec;
import jcuda.driver.CUresult;
import jcuda.driver.CUstream;
import jcuda.driver.CUstreamCaptureMode;
import jcuda.driver.CUstream_flags;
import jcuda.driver.JCudaDriver;

/**
 * Writes launches down in a CUDA graph; nothing runs meanwhile. Independent work goes to a second
 * stream, so that the graph may run it side by side.
 */
final class CapturedQueue extends Queue {
  /** Values of the host that a step may write; they are in the graph, as they were at capture. */
  private static final int FEW = 16;

  private final CUstream first = new CUstream();
  private final CUstream second = new CUstream();
  private final CUevent forked = new CUevent();
  private final CUevent joined = new CUevent();
  private final List<Runnable> constants = new ArrayList<>();
  private final Set<Lasting> used = new HashSet<>();
  private final List<Runnable> releases = new ArrayList<>();
  private boolean capturing;
  private boolean aside;

  CapturedQueue(Gpu gpu) {
    super(gpu);
  }

  /**
   * Begins to capture what the calling thread launches here.
   *
   * @throws CaptureRefusedException if the driver cannot
   */
  void begin() {
    gpu.run(
        "capture",
        () -> {
          for (CUstream stream : List.of(first, second)) {
            require(
                JCudaDriver.cuStreamCreate(stream, CUstream_flags.CU_STREAM_NON_BLOCKING),
                "cuStreamCreate");
            releases.add(() -> gpu.check(JCudaDriver.cuStreamDestroy(stream), "cuStreamDestroy"));
          }
          for (CUevent event : List.of(forked, joined)) {
            require(
                JCudaDriver.cuEventCreate(event, CUevent_flags.CU_EVENT_DISABLE_TIMING),
                "cuEventCreate");
            releases.add(() -> gpu.check(JCudaDriver.cuEventDestroy(event), "cuEventDestroy"));
          }
          require(
              JCudaDriver.cuStreamBeginCapture(
                  first, CUstreamCaptureMode.CU_STREAM_CAPTURE_MODE_THREAD_LOCAL),
              "cuStreamBeginCapture");
          capturing = true;
        });
  }

  private void require(int result, String call) {
    if (result != CUresult.CUDA_SUCCESS) {
      throw new CaptureRefusedException(Cuda.message(result, gpu.device().ordinal(), call));
    }
  }

  /** Remembers what the step uses. */
  void uses(Lasting lasting) {
    used.add(lasting);
  }

  /** Returns what the step uses, which must be open whenever it runs. */
  Set<Lasting> used() {
    return Set.copyOf(used);
  }

  @Override
  CUstream stream() {
    return aside ? second : first;
  }

  @Override
  boolean chains() {
    return true;
  }

  @Override
  int few() {
    return FEW;
  }

  @Override
  void send(float[] values, long to) {
    throw refused("set", values.length + " values");
  }

  @Override
  void constant(float[] values, long to) {
    float[] copy = values.clone();
    constants.add(() -> gpu.queue().upload(copy, to));
  }

  @Override
  float[] download(String operation, long from, int floats) {
    throw refused(operation, floats + " values");
  }

  @Override
  long number(String operation, long from) {
    throw refused(operation, "a counter");
  }

  private static CaptureRefusedException refused(String operation, String what) {
    return new CaptureRefusedException(
        operation + ": a captured step cannot exchange " + what + " with the host");
  }

  @Override
  void beside(Runnable left, Runnable right) {
    if (aside) {
      left.run();
      right.run();
      return;
    }
    follow(forked, first, second);
    left.run();
    turn(true);
    try {
      right.run();
    } finally {
      turn(false);
    }
    follow(joined, second, first);
  }

  private void turn(boolean toSecond) {
    gpu.run(
        "capture",
        () -> {
          synchronized (this) {
            flush();
          }
        });
    aside = toSecond;
  }

  /** Lets what comes on one stream wait for what stands on another. */
  private void follow(CUevent event, CUstream before, CUstream after) {
    gpu.run(
        "capture",
        () -> {
          synchronized (this) {
            flush();
          }
          gpu.check(JCudaDriver.cuEventRecord(event, before), "cuEventRecord");
          gpu.check(JCudaDriver.cuStreamWaitEvent(after, event, 0), "cuStreamWaitEvent");
        });
  }

  /**
   * Ends the capture, puts its constants in their places, and returns what can be launched.
   *
   * @throws CaptureRefusedException if the driver makes no graph of it
   */
  CUgraphExec end() {
    CUgraphExec ready =
        gpu.use(
            "capture",
            () -> {
              synchronized (this) {
                flush();
              }
              CUgraph graph = new CUgraph();
              capturing = false;
              require(JCudaDriver.cuStreamEndCapture(first, graph), "cuStreamEndCapture");
              CUgraphExec executable = new CUgraphExec();
              int result = JCudaDriver.cuGraphInstantiate(executable, graph, 0);
              gpu.check(JCudaDriver.cuGraphDestroy(graph), "cuGraphDestroy");
              require(result, "cuGraphInstantiate");
              return executable;
            });
    constants.forEach(Runnable::run);
    return ready;
  }

  /** Ends the capture, if it has not ended, forgets what was written, and frees the streams. */
  void close() {
    gpu.exclusively(
        () -> {
          CUgraph graph = new CUgraph();
          // a capture that failed gives no graph
          if (capturing && JCudaDriver.cuStreamEndCapture(first, graph) == CUresult.CUDA_SUCCESS) {
            gpu.check(JCudaDriver.cuGraphDestroy(graph), "cuGraphDestroy");
          }
          releases.forEach(Runnable::run);
        });
  }
}
