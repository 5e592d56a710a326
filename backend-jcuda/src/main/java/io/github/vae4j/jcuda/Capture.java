package io.github.vae4j.jcuda;

import io.github.vae4j.api.tensor.Replay;
import java.util.Optional;
import java.util.Set;
import jcuda.driver.CUgraphExec;
import jcuda.driver.JCudaDriver;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A step that becomes a CUDA graph. Its first run is as any other work and finds out how much
 * memory it takes; before its second it is written down, in that same memory, and the graph is what
 * runs from then on. A step that cannot be written down goes on as it began.
 */
final class Capture implements Replay {
  private static final Logger LOG = LoggerFactory.getLogger(Capture.class);

  private final JcudaBackend backend;
  private final Gpu gpu;
  private final Runnable step;
  private final Pool pool;
  private final Arena constants;
  private boolean ran;
  private boolean refused;
  private @Nullable CUgraphExec graph;
  private Set<Lasting> used = Set.of();
  private boolean closed;

  Capture(JcudaBackend backend, Gpu gpu, Pool pool, Runnable step) {
    this.backend = backend;
    this.gpu = gpu;
    this.step = step;
    this.pool = pool;
    refused = !pool.repeats();
    constants = new Arena(pool);
  }

  @Override
  public synchronized void run() {
    if (closed) {
      throw new IllegalStateException("run: the captured step is closed; capture it again");
    }
    if (backend.inStep()) {
      throw new IllegalStateException(
          "run: a captured step does not replay another; replay them one after the other");
    }
    if (ran && !refused && graph == null) {
      record();
    }
    if (graph != null) {
      used.forEach(each -> each.requireOpen("run"));
      gpu.queue().launch(graph);
    } else {
      call();
    }
  }

  /** Runs the step call by call. */
  private void call() {
    try {
      backend.within(new Lane(gpu.queue(), pool, Optional.of(constants)), step);
      ran = true;
    } finally {
      constants.close();
    }
  }

  private void record() {
    CapturedQueue queue = new CapturedQueue(gpu);
    pool.seal(true);
    try {
      queue.begin();
      backend.within(new Lane(queue, pool, Optional.of(constants)), step);
      graph = queue.end();
      used = queue.used();
    } catch (CaptureRefusedException e) {
      refused = true;
      LOG.warn("A step runs call by call, for it cannot be captured: {}", e.getMessage());
    } finally {
      queue.close();
      if (graph == null) {
        pool.seal(false);
        constants.close();
      }
    }
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    CUgraphExec mine = graph;
    if (mine != null) {
      gpu.exclusively(
          () -> {
            gpu.queue().finish();
            gpu.check(JCudaDriver.cuGraphExecDestroy(mine), "cuGraphExecDestroy");
          });
      graph = null;
    }
    constants.close();
    pool.close();
    backend.forget(this);
  }
}
