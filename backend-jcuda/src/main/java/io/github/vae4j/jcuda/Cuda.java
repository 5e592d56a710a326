package io.github.vae4j.jcuda;

import jcuda.driver.CUresult;
import jcuda.driver.JCudaDriver;

/** Turns the numbers that the driver's calls return into errors. */
final class Cuda {
  private Cuda() {}

  /**
   * Does nothing if a call succeeded.
   *
   * @param result what the call returned
   * @param device which it was meant for, -1 for none
   * @param call its name and sizes, a format for {@code values}
   * @throws CaptureRefusedException if the call is not allowed while a stream is captured
   * @throws IllegalStateException if it failed otherwise
   */
  static void check(int result, int device, String call, Object... values) {
    if (result == CUresult.CUDA_SUCCESS) {
      return;
    }
    String message = message(result, device, call.formatted(values));
    throw result >= CUresult.CUDA_ERROR_STREAM_CAPTURE_UNSUPPORTED
            && result <= CUresult.CUDA_ERROR_STREAM_CAPTURE_WRONG_THREAD
        ? new CaptureRefusedException(message)
        : new IllegalStateException(message);
  }

  /** Returns the words of a failure: the number, the driver's words, the call, the device. */
  static String message(int result, int device, String call) {
    return "CUDA error "
        + result
        + " ("
        + words(result)
        + ") in "
        + call
        + (device < 0 ? "" : " (device " + device + ")")
        + (lost(result) ? "; this process cannot use the device any more: start it again" : "");
  }

  /** Returns whether a kernel failed so that its context takes no more work. */
  private static boolean lost(int result) {
    return result == CUresult.CUDA_ERROR_ILLEGAL_ADDRESS
        || (result >= CUresult.CUDA_ERROR_ASSERT && result <= CUresult.CUDA_ERROR_LAUNCH_FAILED);
  }

  /** Returns what the driver says of an error number. */
  static String words(int result) {
    String[] words = new String[1];
    int told = JCudaDriver.cuGetErrorString(result, words);
    return told == CUresult.CUDA_SUCCESS && words[0] != null
        ? words[0]
        : CUresult.stringFor(result);
  }
}
