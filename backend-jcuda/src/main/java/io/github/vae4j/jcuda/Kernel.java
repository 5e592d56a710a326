package io.github.vae4j.jcuda;

import java.nio.ByteBuffer;
import java.util.Arrays;
import jcuda.NativePointerObject;
import jcuda.Pointer;
import jcuda.driver.CUfunction;

/** A kernel of the loaded module. */
final class Kernel {
  private final String name;
  private final CUfunction function;
  private final int[] sizes;

  /**
   * Makes a kernel.
   *
   * @param sizes bytes of each parameter, as its PTX declares them
   */
  Kernel(String name, CUfunction function, int[] sizes) {
    this.name = name;
    this.function = function;
    this.sizes = sizes;
  }

  CUfunction function() {
    return function;
  }

  /** Returns where each parameter begins in a buffer of them, and where the last ends. */
  private int[] offsets() {
    int[] offsets = new int[sizes.length + 1];
    for (int i = 0; i < sizes.length; i++) {
      offsets[i + 1] = offsets[i] + (sizes[i] + Long.BYTES - 1) / Long.BYTES * Long.BYTES;
    }
    return offsets;
  }

  /** Returns what the driver takes for the parameters that stand in a buffer. */
  Pointer parameters(ByteBuffer buffer) {
    Pointer start = Pointer.to(buffer);
    int[] offsets = offsets();
    NativePointerObject[] each = new NativePointerObject[sizes.length];
    for (int i = 0; i < each.length; i++) {
      each[i] = start.withByteOffset(offsets[i]);
    }
    return Pointer.to(each);
  }

  /**
   * Writes arguments where {@link #parameters} points.
   *
   * @param arguments a {@code Long} for an address or a 64-bit number, an {@code Integer}, a {@code
   *     Float}, or an {@code int[]} for a structure of 4-byte members
   * @throws IllegalArgumentException if they are not what the kernel takes
   */
  void write(ByteBuffer buffer, Object... arguments) {
    if (arguments.length != sizes.length) {
      throw mismatch(arguments);
    }
    int at = 0;
    for (int i = 0; i < sizes.length; i++) {
      int size = put(buffer, at, arguments[i]);
      if (size != sizes[i]) {
        throw mismatch(arguments);
      }
      at += (size + Long.BYTES - 1) / Long.BYTES * Long.BYTES;
    }
  }

  private static int put(ByteBuffer buffer, int at, Object argument) {
    if (argument instanceof Long number) {
      buffer.putLong(at, number);
      return Long.BYTES;
    } else if (argument instanceof Integer number) {
      buffer.putInt(at, number);
      return Integer.BYTES;
    } else if (argument instanceof Float number) {
      buffer.putFloat(at, number);
      return Float.BYTES;
    } else if (argument instanceof int[] members) {
      buffer.asIntBuffer().put(at / Integer.BYTES, members);
      return Integer.BYTES * members.length;
    }
    return -1;
  }

  private IllegalArgumentException mismatch(Object... arguments) {
    return new IllegalArgumentException(
        "kernel '"
            + name
            + "' takes parameters of "
            + Arrays.toString(sizes)
            + " bytes, got "
            + Arrays.deepToString(arguments));
  }
}
