package io.github.vae4j.jcuda;

import static jcuda.driver.CUdevice_attribute.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR;
import static jcuda.driver.CUdevice_attribute.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR;

import java.nio.charset.StandardCharsets;
import jcuda.driver.CUdevice;
import jcuda.driver.JCudaDriver;

/**
 * A graphics processor.
 *
 * @param ordinal its number among those of the machine
 * @param handle as the driver names it
 * @param name of the model, such as {@code NVIDIA H200}
 * @param capability compute capability times ten, such as 90 for 9.0
 */
record Device(int ordinal, CUdevice handle, String name, int capability) {
  private static final int NAME_BYTES = 256;

  /** Asks the driver, which must be loaded, for the device of this number. */
  static Device of(int ordinal) {
    CUdevice handle = new CUdevice();
    Cuda.check(JCudaDriver.cuDeviceGet(handle, ordinal), ordinal, "cuDeviceGet");
    byte[] name = new byte[NAME_BYTES];
    Cuda.check(JCudaDriver.cuDeviceGetName(name, NAME_BYTES, handle), ordinal, "cuDeviceGetName");
    int capability =
        10 * attribute(CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR, handle, ordinal)
            + attribute(CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR, handle, ordinal);
    return new Device(
        ordinal, handle, new String(name, StandardCharsets.UTF_8).split("\0", 2)[0], capability);
  }

  private static int attribute(int attribute, CUdevice handle, int ordinal) {
    int[] value = new int[1];
    Cuda.check(
        JCudaDriver.cuDeviceGetAttribute(value, attribute, handle),
        ordinal,
        "cuDeviceGetAttribute %d",
        attribute);
    return value[0];
  }
}
