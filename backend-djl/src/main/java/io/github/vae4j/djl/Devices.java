package io.github.vae4j.djl;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.LibUtils;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.plugin.Options;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the option {@code device} names, and whether it is there. */
final class Devices {
  private static final Pattern GPU = Pattern.compile("gpu:(\\d{1,3})");

  /** Where DJL's bridge to libtorch knows CUDA, and of which version. */
  static final List<String> CUDA_PLATFORMS = List.of("linux-x86_64", "win-x86_64");

  private static final String CUDA_VERSION = "12.8";

  /** The same in the spelling of PYTORCH_FLAVOR. */
  static final String FLAVOR = "cu128";

  private Devices() {}

  /**
   * Returns the device that the options name; nothing is looked for.
   *
   * @throws ConfigurationException if the name is neither {@code cpu} nor one like {@code gpu:0}
   */
  static Device named(Options options) {
    String name = options.text("device", "cpu");
    if (name.equals("cpu")) {
      return Device.cpu();
    }
    Matcher gpu = GPU.matcher(name);
    if (!gpu.matches()) {
      throw options.refuse("device", "must be 'cpu' or a GPU such as 'gpu:0', got '" + name + "'");
    }
    return Device.gpu(Integer.parseInt(gpu.group(1)));
  }

  /**
   * Makes sure that libtorch can use a device.
   *
   * @param engine libtorch, started
   * @throws ConfigurationException if it cannot, with what to install
   */
  static void require(Device device, ai.djl.engine.Engine engine, Options options) {
    if (!device.isGpu()) {
      return;
    }
    if (!JniUtils.getFeatures().contains("CUDA")) {
      throw options.refuse("device", "no 'gpu:" + device.getDeviceId() + "': " + noGpu(engine));
    }
    try (NDManager manager = engine.newBaseManager(device)) {
      manager.create(new Shape(1));
    } catch (EngineException e) {
      throw options.refuse(
          "device", "libtorch cannot use 'gpu:" + device.getDeviceId() + "': " + e.getMessage());
    }
  }

  private static String noGpu(ai.djl.engine.Engine engine) {
    String folder = LibUtils.getLibtorchPath();
    if (Files.exists(Path.of(folder, System.mapLibraryName("torch_cuda")))) {
      return "the libtorch in " + folder + " sees none; check NVIDIA's driver with nvidia-smi";
    }
    String platform = Natives.platform();
    if (!CUDA_PLATFORMS.contains(platform)) {
      return "DJL has no CUDA for " + platform + "; use 'cpu'";
    }
    String version = engine.getVersion();
    return "the libtorch in "
        + folder
        + " is made for CPUs, and Maven Central has none for GPUs. Install PyTorch "
        + version
        + " for CUDA "
        + CUDA_VERSION
        + " and set PYTORCH_LIBRARY_PATH to its folder torch/lib, PYTORCH_VERSION to "
        + version
        + " and PYTORCH_FLAVOR to "
        + FLAVOR;
  }
}
