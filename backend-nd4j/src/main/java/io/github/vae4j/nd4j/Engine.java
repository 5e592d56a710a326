package io.github.vae4j.nd4j;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.nd4j.linalg.factory.Nd4j;

/** Loads the native libraries, and sets OpenBLAS up for callers that bring their own threads. */
final class Engine {
  private static final String LOG = "org.nd4j.log.initialization";

  private Engine() {}

  /**
   * Loads ND4J and OpenBLAS, and changes no setting of the process.
   *
   * @throws LinkageError if a native library is missing or does not fit this machine
   */
  static synchronized void load() {
    boolean quiet = System.getProperty(LOG) == null;
    if (quiet) {
      System.setProperty(LOG, "false");
    }
    try {
      Loader.load(openblas_nolapack.class);
      Nd4j.getEnvironment();
    } finally {
      if (quiet) {
        System.clearProperty(LOG);
      }
    }
  }

  /**
   * Loads ND4J and OpenBLAS, and lets OpenBLAS compute each product on the thread that asks.
   *
   * @throws LinkageError if a native library is missing or does not fit this machine
   */
  static void start() {
    load();
    openblas_nolapack.blas_set_num_threads(1);
  }

  /** Says what to add to the class path where natives are missing, else what went wrong. */
  static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String platform = Loader.getPlatform();
    return "ND4J or OpenBLAS has no native library that loads on "
        + platform
        + " ("
        + cause.getClass().getSimpleName()
        + ": "
        + cause.getMessage()
        + "); add org.nd4j:nd4j-native, org.bytedeco:openblas and org.bytedeco:javacpp with the"
        + " classifier '"
        + platform
        + "', in the versions that backend-nd4j names";
  }
}
