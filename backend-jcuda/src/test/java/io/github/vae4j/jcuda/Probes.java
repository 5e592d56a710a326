package io.github.vae4j.jcuda;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import jcuda.NativePointerObject;
import jcuda.Pointer;
import jcuda.driver.CUcontext;
import jcuda.driver.CUdevice;
import jcuda.driver.CUdeviceptr;
import jcuda.driver.CUfunction;
import jcuda.driver.CUmodule;
import jcuda.driver.CUstream;
import jcuda.driver.CUstream_flags;
import jcuda.driver.JCudaDriver;

/**
 * Calls the emulated driver directly, in a context of its own, with the kernels of {@code
 * probes.cu}, which do right or wrong on purpose.
 */
final class Probes implements AutoCloseable {
  /** What the driver would find in the PTX of {@code probes.cu}; their bodies run on the host. */
  private static final List<String> ENTRIES =
      List.of(
          entry("probe_fill", "u64", "f32", "u32"),
          entry("probe_double", "u64", "u64", "u32"),
          entry("probe_order", "u64", "u64"),
          entry("probe_reverse", "u64", "u64", "u32"),
          entry("probe_warp_sum", "u64", "u64", "u32"),
          entry("probe_divergence", "u64"),
          entry("probe_vector", "u64", "u64"),
          entry("probe_shared", "u64", "u32"));

  private final CUcontext context = new CUcontext();
  private final CUmodule module = new CUmodule();
  private final CUstream stream = new CUstream();

  /** Makes a context on a device: 0 runs threads in ascending order, 1 in random order. */
  Probes(int ordinal) {
    EmulatedDriver.ascending().unavailable().ifPresent(reason -> abort(reason));
    CUdevice device = new CUdevice();
    check(JCudaDriver.cuDeviceGet(device, ordinal));
    check(JCudaDriver.cuCtxCreate(context, 0, device));
    check(load(module, header("7.5", 75) + String.join("", ENTRIES)));
    check(JCudaDriver.cuStreamCreate(stream, CUstream_flags.CU_STREAM_NON_BLOCKING));
  }

  static String header(String version, int target) {
    return ".version " + version + "\n.target sm_" + target + "\n.address_size 64\n";
  }

  static String entry(String name, String... types) {
    String parameters =
        Arrays.stream(types).map(t -> ".param ." + t + " p").collect(Collectors.joining(",\n"));
    return ".visible .entry %s(\n%s\n)\n.maxntid 256, 1, 1\n{\n.shared .b8 numbers[1024];\nret;\n}\n"
        .formatted(name, parameters);
  }

  static int load(CUmodule module, String ptx) {
    return JCudaDriver.cuModuleLoadData(module, (ptx + "\0").getBytes(StandardCharsets.US_ASCII));
  }

  CUmodule module() {
    return module;
  }

  CUstream stream() {
    return stream;
  }

  /** Returns new memory of the device for so many floats. */
  CUdeviceptr floats(int count) {
    CUdeviceptr memory = new CUdeviceptr();
    check(JCudaDriver.cuMemAlloc(memory, (long) count * Float.BYTES));
    return memory;
  }

  /** Returns new memory of the device that holds these floats. */
  CUdeviceptr holding(float... values) {
    CUdeviceptr memory = floats(values.length);
    check(JCudaDriver.cuMemcpyHtoD(memory, Pointer.to(values), (long) values.length * Float.BYTES));
    return memory;
  }

  /** Returns what the device holds, once the stream is done. */
  float[] read(CUdeviceptr memory, int count) {
    check(finish());
    return readNow(memory, count);
  }

  /** Returns what the device holds, whether or not the stream is done. */
  float[] readNow(CUdeviceptr memory, int count) {
    float[] values = new float[count];
    check(JCudaDriver.cuMemcpyDtoH(Pointer.to(values), memory, (long) count * Float.BYTES));
    return values;
  }

  /** Waits for the stream, and returns the error of what ran in it, or 0. */
  int finish() {
    return JCudaDriver.cuStreamSynchronize(stream);
  }

  /** Launches a kernel and waits for it; returns the first error. */
  int run(String kernel, int blocks, int threads, Object... arguments) {
    int launched = launch(stream, kernel, blocks, threads, arguments);
    return launched == 0 ? finish() : launched;
  }

  int launch(CUstream stream, String kernel, int blocks, int threads, Object... arguments) {
    CUfunction function = new CUfunction();
    check(JCudaDriver.cuModuleGetFunction(function, module, kernel));
    Pointer[] pointers = Arrays.stream(arguments).map(Probes::pointer).toArray(Pointer[]::new);
    return JCudaDriver.cuLaunchKernel(
        function, blocks, 1, 1, threads, 1, 1, 0, stream, Pointer.to(pointers), null);
  }

  private static Pointer pointer(Object argument) {
    if (argument instanceof Integer i) {
      return Pointer.to(new int[] {i});
    }
    return argument instanceof Float f
        ? Pointer.to(new float[] {f})
        : Pointer.to((NativePointerObject) argument);
  }

  /** Demands that a call succeeded that a test only prepares with. */
  static void check(int result) {
    Cuda.check(result, -1, "a call of the emulated driver");
  }

  @Override
  public void close() {
    check(JCudaDriver.cuCtxDestroy(context));
    check(JCudaDriver.cuCtxSetCurrent(new CUcontext()));
  }
}
