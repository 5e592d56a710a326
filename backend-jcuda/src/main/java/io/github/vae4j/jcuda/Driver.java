package io.github.vae4j.jcuda;

import java.util.Optional;
import jcuda.driver.CUresult;
import jcuda.driver.JCudaDriver;

/** NVIDIA's driver: whether it is there, and its devices. */
final class Driver {
  /** The oldest driver interface, as {@code cuDriverGetVersion} counts: CUDA 12.0. */
  static final int OLDEST = 12_000;

  /** The least compute capability, times ten: 7.5, Turing. */
  static final int LEAST_CAPABILITY = 75;

  private static final String INSTALL =
      "install NVIDIA's driver, R525 or newer, and check it with nvidia-smi";

  private Driver() {}

  /** Loads JCuda's bridge once: after a failure, Java no longer tells what it was. */
  private static final class Bridge {
    static final Optional<String> MISSING = load();

    private static Optional<String> load() {
      try {
        JCudaDriver.setExceptionsEnabled(false);
        return Optional.empty();
      } catch (LinkageError e) {
        return Optional.of(reason(String.valueOf(e.getMessage())));
      }
    }
  }

  /** Returns why no device at all can be used, or empty if one can; loads the driver. */
  static Optional<String> unavailable() {
    if (Bridge.MISSING.isPresent()) {
      return Bridge.MISSING;
    }
    int result = JCudaDriver.cuInit(0);
    return result == CUresult.CUDA_SUCCESS ? tooOld() : Optional.of(failure(result));
  }

  private static String failure(int result) {
    return result == CUresult.CUDA_ERROR_NO_DEVICE
        ? "NVIDIA's driver is installed but finds no device; check with nvidia-smi"
        : "CUDA error " + result + " (" + Cuda.words(result) + ") in cuInit; check with nvidia-smi";
  }

  private static Optional<String> tooOld() {
    int version = version();
    if (version < OLDEST) {
      return Optional.of(
          "the NVIDIA driver knows CUDA "
              + words(version)
              + ", and CUDA "
              + words(OLDEST)
              + " is needed; "
              + INSTALL);
    }
    int count = count();
    if (count == 0) {
      return Optional.of(failure(CUresult.CUDA_ERROR_NO_DEVICE));
    }
    for (int ordinal = 0; ordinal < count; ordinal++) {
      if (Device.of(ordinal).capability() >= LEAST_CAPABILITY) {
        return Optional.empty();
      }
    }
    return Optional.of(tooWeak(Device.of(0)));
  }

  /** Returns the driver's interface version, such as 12040 for CUDA 12.4. */
  static int version() {
    int[] version = new int[1];
    Cuda.check(JCudaDriver.cuDriverGetVersion(version), -1, "cuDriverGetVersion");
    return version[0];
  }

  static int count() {
    int[] count = new int[1];
    Cuda.check(JCudaDriver.cuDeviceGetCount(count), -1, "cuDeviceGetCount");
    return count[0];
  }

  /** Returns the refusal of a device that is too old. */
  static String tooWeak(Device device) {
    return "gpu:"
        + device.ordinal()
        + " ("
        + device.name()
        + ") has compute capability "
        + device.capability() / 10
        + "."
        + device.capability() % 10
        + ", and 7.5 (Turing) or more is needed";
  }

  private static String words(int version) {
    return version / 1000 + "." + version % 1000 / 10;
  }

  /** Returns why JCuda's bridge did not load, in one line. */
  private static String reason(String message) {
    if (message.contains("libcuda.so.1: cannot open")) {
      return "libcuda.so.1 not found: " + INSTALL;
    }
    if (message.contains("dependent libraries")) {
      return "nvcuda.dll not found: " + INSTALL;
    }
    return "JCuda has no library for "
        + System.getProperty("os.name")
        + " on "
        + System.getProperty("os.arch")
        + " that loads here; it exists for Linux and Windows on x86-64, as"
        + " org.jcuda:jcuda-natives with classifier linux-x86_64 or windows-x86_64";
  }
}
