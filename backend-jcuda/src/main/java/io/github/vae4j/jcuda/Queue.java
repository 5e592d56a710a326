package io.github.vae4j.jcuda;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import jcuda.Pointer;
import jcuda.driver.CUstream;
import jcuda.driver.JCudaDriver;
import org.jspecify.annotations.Nullable;

/**
 * Where kernels are launched, each after those before it: at once, or into a step that is being
 * captured.
 */
abstract class Queue {
  /** More than the parameters of any kernel take; CUDA allows 4 KB. */
  private static final int PARAMETER_BYTES = 4096;

  final Gpu gpu;
  private final ByteBuffer buffer =
      ByteBuffer.allocateDirect(PARAMETER_BYTES).order(ByteOrder.nativeOrder());
  private final Map<Kernel, Pointer> parameters = new HashMap<>();
  private final Copies copies = new Copies();
  private final Words words = new Words();
  private final Chain chain = new Chain();
  private @Nullable Gathering waiting;

  Queue(Gpu gpu) {
    this.gpu = gpu;
  }

  /** Returns the stream that launches go to now. */
  abstract CUstream stream();

  /** Launches a kernel; see {@link Kernel#write} for its arguments. */
  final void launch(String kernel, Grid grid, Object... arguments) {
    gpu.run(
        kernel,
        () -> {
          synchronized (this) {
            flush();
            start(kernel, grid, arguments);
          }
        });
  }

  private void start(String name, Grid grid, Object... arguments) {
    Kernel kernel = gpu.kernels().named(name);
    kernel.write(buffer, arguments);
    Pointer pointer = parameters.computeIfAbsent(kernel, k -> k.parameters(buffer));
    gpu.check(
        JCudaDriver.cuLaunchKernel(
            kernel.function(),
            grid.x(),
            grid.y(),
            grid.z(),
            grid.threads(),
            1,
            1,
            0,
            stream(),
            pointer,
            null),
        "cuLaunchKernel of '%s' with %s",
        name,
        grid);
  }

  /** Copies floats within the device; ranges may not overlap. */
  final void copy(long from, long to, int floats) {
    if (floats > 0) {
      gather(copies, () -> copies.fits(from, to, floats), () -> copies.add(from, to, floats));
    }
  }

  /** Returns whether small operations are worth being made together here. */
  abstract boolean chains();

  /** Computes a small operation, as {@link Chain} has it, together with those that come next. */
  final void chain(int... link) {
    gather(chain, () -> !chain.isFull(), () -> chain.add(link));
  }

  /** Adds work to what waits, after launching that if it is of another kind or takes no more. */
  private void gather(Gathering kind, BooleanSupplier fits, Runnable addition) {
    gpu.run(
        kind.kernel(),
        () -> {
          synchronized (this) {
            if (waiting != kind || !fits.getAsBoolean()) {
              flush();
            }
            addition.run();
            waiting = kind;
          }
        });
  }

  /** Launches what waits; the caller holds this queue's lock. */
  final void flush() {
    Gathering together = waiting;
    if (together != null) {
      waiting = null;
      start(together.kernel(), together.grid(), (Object) together.take());
    }
  }

  /** Writes host values into the device's memory, in the order of the launches. */
  final void upload(float[] values, long to) {
    if (values.length > few()) {
      send(values, to);
    } else if (values.length > 0) {
      int[] bits = new int[values.length];
      for (int i = 0; i < bits.length; i++) {
        bits[i] = Float.floatToRawIntBits(values[i]);
      }
      write(to, bits);
    }
  }

  /** Writes a number into the device's memory, in the order of the launches. */
  final void upload(long number, long to) {
    write(to, (int) number, (int) (number >>> 32));
  }

  /** Writes words into the device's memory, together with those that come next. */
  private void write(long to, int... bits) {
    gather(words, () -> words.fits(to, bits.length), () -> words.add(to, bits));
  }

  /** Returns how many values are few enough to be the parameter of a kernel. */
  abstract int few();

  /** Writes many values. */
  abstract void send(float[] values, long to);

  /** Writes host values where nothing else ever writes. */
  abstract void constant(float[] values, long to);

  /**
   * Returns values of the device, when all that was launched is done.
   *
   * @param operation that reads, for messages
   */
  abstract float[] download(String operation, long from, int floats);

  /** Returns a 64-bit number of the device, when all that was launched is done. */
  abstract long number(String operation, long from);

  /** Runs two pieces of work that neither depend on each other nor write the same memory. */
  abstract void beside(Runnable first, Runnable second);
}
