package io.github.vae4j.jcuda;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jcuda.Pointer;
import jcuda.driver.CUevent;
import jcuda.driver.CUevent_flags;
import jcuda.driver.CUstream;
import jcuda.driver.JCudaDriver;

/**
 * Memory of the host that the device copies from and to by itself, in two halves: one is filled
 * while the other is on its way. The queue whose stream copies locks it.
 */
final class Staging {
  /** Large enough that the fixed cost of a copy, some microseconds, does not show. */
  private static final int HALF_BYTES = 4 << 20;

  private final Gpu gpu;
  private final Half[] halves = new Half[2];
  private int turn;

  private static final class Half {
    final Pointer pointer = new Pointer();
    final CUevent copied = new CUevent();
    ByteBuffer buffer = ByteBuffer.allocate(0);
  }

  Staging(Gpu gpu) {
    this.gpu = gpu;
    for (int i = 0; i < halves.length; i++) {
      halves[i] = half();
    }
  }

  private Half half() {
    Half half = new Half();
    gpu.check(
        JCudaDriver.cuMemAllocHost(half.pointer, HALF_BYTES),
        "cuMemAllocHost of %d bytes",
        HALF_BYTES);
    half.buffer = half.pointer.getByteBuffer(0, HALF_BYTES).order(ByteOrder.nativeOrder());
    gpu.check(
        JCudaDriver.cuEventCreate(half.copied, CUevent_flags.CU_EVENT_DISABLE_TIMING),
        "cuEventCreate");
    return half;
  }

  /** Copies host values to the device, without waiting for the last of them to arrive. */
  void upload(float[] values, long to, CUstream stream) {
    int most = HALF_BYTES / Float.BYTES;
    for (int from = 0; from < values.length; from += most) {
      int count = Math.min(most, values.length - from);
      Half half = next();
      half.buffer.asFloatBuffer().put(values, from, count);
      long bytes = (long) count * Float.BYTES;
      Address target = new Address(to + (long) from * Float.BYTES);
      gpu.check(
          JCudaDriver.cuMemcpyHtoDAsync(target, half.pointer, bytes, stream),
          "cuMemcpyHtoDAsync of %d bytes",
          bytes);
      gpu.check(JCudaDriver.cuEventRecord(half.copied, stream), "cuEventRecord");
    }
  }

  /** Copies values of the device to the host, and waits for them. */
  void download(long from, float[] values, CUstream stream) {
    int most = HALF_BYTES / Float.BYTES;
    for (int at = 0; at < values.length; at += most) {
      int count = Math.min(most, values.length - at);
      ByteBuffer bytes = fetch(from + (long) at * Float.BYTES, (long) count * Float.BYTES, stream);
      bytes.asFloatBuffer().get(values, at, count);
    }
  }

  /** Returns a few bytes of the device, to be read at once. */
  ByteBuffer fetch(long from, long bytes, CUstream stream) {
    Half half = next();
    gpu.check(
        JCudaDriver.cuMemcpyDtoHAsync(half.pointer, new Address(from), bytes, stream),
        "cuMemcpyDtoHAsync of %d bytes",
        bytes);
    gpu.check(JCudaDriver.cuStreamSynchronize(stream), "cuStreamSynchronize");
    return half.buffer;
  }

  /** Returns the half that is not on its way. */
  private Half next() {
    Half half = halves[turn];
    turn = 1 - turn;
    gpu.check(JCudaDriver.cuEventSynchronize(half.copied), "cuEventSynchronize");
    return half;
  }

  void close() {
    for (Half half : halves) {
      gpu.check(JCudaDriver.cuEventDestroy(half.copied), "cuEventDestroy");
      gpu.check(JCudaDriver.cuMemFreeHost(half.pointer), "cuMemFreeHost");
    }
  }
}
