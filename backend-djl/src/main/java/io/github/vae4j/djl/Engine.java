package io.github.vae4j.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtEngine;
import ai.djl.pytorch.engine.PtEngineProvider;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Loads libtorch and starts DJL's engine on it: once in a process, when asked, without a network.
 */
final class Engine {
  /** Just below the 32 MiB that glibc's threshold can grow to. */
  private static final int LARGE_BLOCK = 31 << 20;

  private static ai.djl.engine.@Nullable Engine started;

  private Engine() {}

  /**
   * Loads libtorch and starts it; later calls return what the first one started.
   *
   * @throws IllegalStateException if a native library is not on the class path, with what to add
   * @throws LinkageError if one does not load on this machine
   * @throws ai.djl.engine.EngineException if libtorch does not start
   */
  static synchronized ai.djl.engine.Engine start() {
    if (started == null) {
      started = load();
      raiseThreshold(started);
    }
    return started;
  }

  /**
   * Returns DJL's engine, told to leave the network alone. DJL looks for its parts through the
   * thread's class loader, which in a pool of threads may know none of them.
   */
  private static ai.djl.engine.Engine load() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(Engine.class.getClassLoader());
    try (Settings settings = new Settings()) {
      settings.set("ai.djl.offline", "true");
      settings.set("OPT_OUT_TRACKING", "true");
      settings.setDefault("ai.djl.pytorch.num_interop_threads", "1");
      Optional<String> missing = Natives.missing();
      if (missing.isPresent()) {
        throw new IllegalStateException(missing.get());
      }
      ai.djl.engine.Engine.registerEngine(new PtEngineProvider());
      return ai.djl.engine.Engine.getEngine(PtEngine.ENGINE_NAME);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /**
   * Lets glibc keep the memory of large tensors. It maps every block above a threshold afresh and
   * unmaps it when it is freed, so that each step would take page faults for all it writes; the
   * threshold rises to the largest mapped block that was ever freed.
   */
  private static void raiseThreshold(ai.djl.engine.Engine engine) {
    if (System.getProperty("os.name").startsWith("Linux")) {
      try (NDManager manager = engine.newBaseManager(Device.cpu())) {
        manager.create(new Shape(LARGE_BLOCK / Float.BYTES));
      }
    }
  }

  /** Says why libtorch does not start: what is missing on the class path, else what went wrong. */
  static String reason(Throwable failure) {
    if (failure instanceof IllegalStateException) {
      return String.valueOf(failure.getMessage());
    }
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return "libtorch does not load on "
        + Natives.platform()
        + " ("
        + cause.getClass().getSimpleName()
        + ": "
        + cause.getMessage()
        + ")"
        + Natives.overrides();
  }
}
