package io.github.vae4j.djl;

import ai.djl.engine.EngineException;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The TorchScript of {@code kernels.py}, compiled by libtorch, perhaps with a program of one
 * captured step at its end.
 */
final class Kernels implements AutoCloseable {
  /** Ends the names of kernels whose products run through oneDNN. */
  static final String BY_ONE_DNN = "ByOneDnn";

  /** Multiplications from which on a product through oneDNN repays its fixed costs. */
  private static final long LARGE = 2_000_000;

  private final PtNDManager manager;
  private final String source;
  private final boolean oneDnn;
  private final PtSymbolBlock module;

  private Kernels(PtNDManager manager, String source, boolean oneDnn) {
    this.manager = manager;
    this.source = source;
    this.oneDnn = oneDnn;
    try (InputStream archive = new ByteArrayInputStream(archive(source))) {
      module = JniUtils.loadModule(manager, archive, false, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Compiles the kernels with libtorch's own products. */
  static Kernels plain(PtNDManager manager) {
    return new Kernels(manager, resource("kernels.py"), false);
  }

  /**
   * Compiles the kernels with large products through oneDNN.
   *
   * @throws EngineException if this libtorch has none
   */
  static Kernels withOneDnn(PtNDManager manager) {
    return new Kernels(manager, resource("kernels.py") + resource("onednn.py"), true);
  }

  /**
   * Compiles the same kernels anew with more behind them.
   *
   * @param methods each ended by a new line
   */
  Kernels with(String methods) {
    try {
      return new Kernels(manager, source + methods, oneDnn);
    } catch (EngineException e) {
      throw new IllegalStateException("capture: libtorch refused the step: " + lastLine(e), e);
    }
  }

  /** Returns the name of the kernel for a product of so many multiplications. */
  String product(String kernel, long multiplications) {
    return oneDnn && multiplications >= LARGE ? kernel + BY_ONE_DNN : kernel;
  }

  /**
   * Runs a method.
   *
   * @throws IllegalStateException if libtorch refuses it, out of memory for one
   */
  IValue run(String method, IValue... arguments) {
    try {
      return IValueUtils.runMethod(module, method, arguments);
    } catch (EngineException e) {
      throw new IllegalStateException(method + ": libtorch failed: " + lastLine(e), e);
    }
  }

  /** Returns what went wrong, which stands below a listing of the program. */
  private static String lastLine(EngineException e) {
    String message = String.valueOf(e.getMessage()).strip();
    int error = message.lastIndexOf("Error: ");
    return error < 0 ? message : message.substring(message.lastIndexOf('\n', error) + 1).strip();
  }

  @Override
  public void close() {
    module.close();
  }

  /**
   * Returns a file in the format of {@code torch.jit.save} with one object, which has no fields.
   */
  private static byte[] archive(String source) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      entry(zip, "data.pkl", "\u0080\2c__torch__\nKernels\n)\u0081}b.");
      entry(zip, "constants.pkl", "\u0080\2).");
      entry(zip, "version", "3\n");
      entry(zip, "code/__torch__.py", source);
    }
    return bytes.toByteArray();
  }

  private static void entry(ZipOutputStream zip, String name, String content) throws IOException {
    zip.putNextEntry(new ZipEntry("vae4j/" + name));
    zip.write(content.getBytes(StandardCharsets.ISO_8859_1));
    zip.closeEntry();
  }

  private static String resource(String name) {
    try (InputStream in = Kernels.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the jar of backend-djl");
      }
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
