package io.github.vae4j.jcuda;

import jcuda.driver.CUdeviceptr;

/** A place in the device's memory, as JCuda passes it. */
final class Address extends CUdeviceptr {
  private static final CUdeviceptr ZERO = new CUdeviceptr();

  /** Makes a place that the driver is to fill in. */
  Address() {}

  Address(long value) {
    super(ZERO, value);
  }

  long value() {
    return getNativePointer() + getByteOffset();
  }
}
