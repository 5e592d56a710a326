package io.github.vae4j.jcuda;

import io.github.vae4j.api.plugin.Options;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.BackendProvider;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds and starts the backend {@code jcuda}.
 *
 * <p>Options:
 *
 * <ul>
 *   <li>{@code device}: {@code gpu:0}, the default, or another of the machine's NVIDIA GPUs, as
 *       {@code nvidia-smi} counts them.
 *   <li>{@code tf32}: whether matrix products and convolutions may round their operands to TF32, 10
 *       bits of mantissa, for the tensor cores; {@code false} by default. Compute capability 8.0 or
 *       more.
 *   <li>{@code threads}: a whole number from 1 on, by default the number of processors; read since
 *       every backend reads it, and without effect, for the device computes.
 * </ul>
 *
 * <p>Needed is NVIDIA's driver alone, R525 or newer (CUDA 12.0), and compute capability 7.5 or
 * more. The first start assembles the kernels for the device, which takes some seconds; the driver
 * keeps the result.
 */
public final class JcudaBackendProvider implements BackendProvider {
  private static final int MOST_THREADS = 1024;
  private static final int TENSOR_CORES = 80;
  private static final Pattern GPU = Pattern.compile("gpu:(\\d{1,3})");

  private final String device;
  private final Function<Gpu, Pool> pools;

  /** Makes a provider; nothing is loaded. */
  public JcudaBackendProvider() {
    this("gpu:0", CachingPool::new);
  }

  /**
   * Makes a provider of other defaults.
   *
   * @param device that is used where the options name none
   * @param pools makes what scopes take their memory from
   */
  JcudaBackendProvider(String device, Function<Gpu, Pool> pools) {
    this.device = device;
    this.pools = pools;
  }

  @Override
  public String name() {
    return "jcuda";
  }

  @Override
  public Optional<String> unavailable() {
    return Driver.unavailable();
  }

  @Override
  public Backend create(Options options) {
    int threads = options.integer("threads", Runtime.getRuntime().availableProcessors());
    if (threads < 1 || threads > MOST_THREADS) {
      throw options.refuse(
          "threads", "must be a whole number from 1 to " + MOST_THREADS + ", got " + threads);
    }
    boolean tf32 = options.flag("tf32", false);
    int ordinal = ordinal(options);
    Driver.unavailable()
        .ifPresent(
            reason -> {
              throw new IllegalStateException(
                  "Backend 'jcuda' is present but cannot run here: " + reason);
            });
    Device chosen = device(ordinal, tf32, options);
    JcudaBackend backend = new JcudaBackend(chosen, tf32, pools);
    Logger log = LoggerFactory.getLogger(JcudaBackendProvider.class);
    log.debug("Started backend 'jcuda' on {}", backend.device());
    return backend;
  }

  private int ordinal(Options options) {
    String name = options.text("device", device);
    Matcher gpu = GPU.matcher(name);
    if (!gpu.matches()) {
      throw options.refuse("device", "must be a GPU such as 'gpu:0', got '" + name + "'");
    }
    return Integer.parseInt(gpu.group(1));
  }

  private static Device device(int ordinal, boolean tf32, Options options) {
    int count = Driver.count();
    if (ordinal >= count) {
      throw options.refuse(
          "device",
          "no 'gpu:"
              + ordinal
              + "': the driver sees "
              + count
              + (count == 1 ? " GPU" : " GPUs")
              + ", gpu:0"
              + (count == 1 ? "" : " to gpu:" + (count - 1)));
    }
    Device device = Device.of(ordinal);
    if (device.capability() < Driver.LEAST_CAPABILITY) {
      throw options.refuse("device", Driver.tooWeak(device));
    }
    if (tf32 && device.capability() < TENSOR_CORES) {
      throw options.refuse(
          "tf32",
          "gpu:"
              + ordinal
              + " ("
              + device.name()
              + ") has compute capability "
              + device.capability() / 10
              + "."
              + device.capability() % 10
              + ", and TF32 needs 8.0 or more; leave tf32 out");
    }
    return device;
  }
}
