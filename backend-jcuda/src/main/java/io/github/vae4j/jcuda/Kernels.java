package io.github.vae4j.jcuda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jcuda.driver.CUfunction;
import jcuda.driver.CUmodule;
import jcuda.driver.JCudaDriver;

/** The kernels, loaded into the current context: the driver assembles them for its device. */
final class Kernels {
  private static final Pattern ENTRY = Pattern.compile("\\.entry\\s+(\\w+)\\s*\\(([^)]*)\\)");
  private static final Pattern PARAMETER =
      Pattern.compile("\\.param\\b[^,]*?\\.[usbf](8|16|32|64)\\b[^,\\[]*(?:\\[(\\d+)])?");

  private final Device device;
  private final CUmodule module = new CUmodule();
  private final Map<String, Kernel> kernels = new HashMap<>();

  /** Loads the kernels for a device, whose context must be current. */
  Kernels(Device device) {
    this.device = device;
    String text = text(resource(device));
    byte[] image = (text + "\0").getBytes(StandardCharsets.US_ASCII);
    Cuda.check(
        JCudaDriver.cuModuleLoadData(module, image),
        device.ordinal(),
        "cuModuleLoadData of %s for compute capability %d",
        resource(device),
        device.capability());
    signatures(text).forEach(this::load);
  }

  /** Returns the resource with the newest instructions that a device has. */
  static String resource(Device device) {
    return device.capability() >= 80 ? "kernels-80.ptx" : "kernels-75.ptx";
  }

  static String text(String resource) {
    try (InputStream in = Kernels.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(
            "the jar of backend 'jcuda' lacks " + resource + "; build it anew");
      }
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }

  /** Returns the kernels of a PTX text, and how many bytes each of their parameters has. */
  static Map<String, int[]> signatures(String ptx) {
    Map<String, int[]> signatures = new HashMap<>();
    Matcher entry = ENTRY.matcher(ptx);
    while (entry.find()) {
      signatures.put(
          entry.group(1),
          List.of(entry.group(2).split(",")).stream().mapToInt(Kernels::bytes).toArray());
    }
    return signatures;
  }

  private static int bytes(String parameter) {
    Matcher matcher = PARAMETER.matcher(parameter);
    if (!matcher.find()) {
      throw new IllegalStateException("cannot read the PTX parameter '" + parameter.strip() + "'");
    }
    int size = Integer.parseInt(matcher.group(1)) / Byte.SIZE;
    return matcher.group(2) == null ? size : size * Integer.parseInt(matcher.group(2));
  }

  private void load(String name, int[] sizes) {
    CUfunction function = new CUfunction();
    Cuda.check(
        JCudaDriver.cuModuleGetFunction(function, module, name),
        device.ordinal(),
        "cuModuleGetFunction of '%s'",
        name);
    kernels.put(name, new Kernel(name, function, sizes));
  }

  /** Returns the kernel of this name. */
  Kernel named(String name) {
    Kernel kernel = kernels.get(name);
    if (kernel == null) {
      throw new IllegalArgumentException("there is no kernel '" + name + "'");
    }
    return kernel;
  }

  /** Unloads the kernels. */
  void close() {
    Cuda.check(JCudaDriver.cuModuleUnload(module), device.ordinal(), "cuModuleUnload");
  }
}
