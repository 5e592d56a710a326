package io.github.vae4j.djl;

import ai.djl.Device;
import ai.djl.pytorch.jni.JniUtils;
import io.github.vae4j.api.plugin.Options;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.BackendProvider;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds and starts the backend {@code djl}.
 *
 * <p>Options:
 *
 * <ul>
 *   <li>{@code device}: {@code cpu}, the default, or a GPU such as {@code gpu:0}. A GPU that cannot
 *       be used is refused; nothing falls back to the CPU.
 *   <li>{@code threads}: how many threads one operation may use, a whole number from 1 on, by
 *       default the number of processors. It holds for the whole process: the last backend made
 *       decides for all.
 *   <li>{@code products}: the library for large matrix products on a processor, {@code libtorch}
 *       for that of libtorch's own (MKL on x86), {@code onednn}, or {@code fastest}, the default,
 *       which times both and takes oneDNN where it is faster by a quarter. Results of the two
 *       differ by rounding.
 * </ul>
 *
 * <p>libtorch comes from the class path and is never downloaded. DJL unpacks it, once on a machine,
 * into its cache: {@code $ENGINE_CACHE_DIR}, else {@code $DJL_CACHE_DIR}, else {@code .djl.ai} in
 * the home directory. {@link #unavailable} and {@link #create} load it and leave it loaded, with
 * one thread between operations unless the system property {@code
 * ai.djl.pytorch.num_interop_threads} says otherwise.
 *
 * <p>libtorch's threads wait for each other in a loop, which makes a step take many times as long
 * where other work wants the same processors. Give it fewer {@code threads} there, or on Linux
 * start the JVM with {@code GOMP_SPINCOUNT=5000} in its environment.
 */
public final class DjlBackendProvider implements BackendProvider {
  private static final int MOST_THREADS = 1024;

  /** Makes a provider; nothing is loaded. */
  public DjlBackendProvider() {}

  @Override
  public String name() {
    return "djl";
  }

  @Override
  public Optional<String> unavailable() {
    try {
      Engine.start();
      return Optional.empty();
    } catch (LinkageError | RuntimeException e) {
      return Optional.of(Engine.reason(e));
    }
  }

  @Override
  public Backend create(Options options) {
    int threads = options.integer("threads", Runtime.getRuntime().availableProcessors());
    if (threads < 1 || threads > MOST_THREADS) {
      throw options.refuse(
          "threads", "must be a whole number from 1 to " + MOST_THREADS + ", got " + threads);
    }
    Products products = Products.named(options);
    Device device = Devices.named(options);
    Devices.require(device, start(), options);
    JniUtils.setNumThreads(threads);
    DjlBackend backend = new DjlBackend(device, threads, products);
    Logger log = LoggerFactory.getLogger(DjlBackendProvider.class);
    log.debug("Started backend 'djl' on {}", backend.device());
    return backend;
  }

  private static ai.djl.engine.Engine start() {
    try {
      return Engine.start();
    } catch (LinkageError | RuntimeException e) {
      throw new IllegalStateException(
          "Backend 'djl' is present but cannot run here: " + Engine.reason(e), e);
    }
  }
}
