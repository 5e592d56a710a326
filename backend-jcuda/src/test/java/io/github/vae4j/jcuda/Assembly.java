package io.github.vae4j.jcuda;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jcuda.nvptxcompiler.JNvPTXCompiler;
import jcuda.nvptxcompiler.nvPTXCompileResult;
import jcuda.nvptxcompiler.nvPTXCompilerHandle;

/**
 * PTX assembled for one architecture, by the assembler that JCuda carries: that of CUDA 12.0.
 *
 * @param capability compute capability times ten
 * @param milliseconds it took, as the driver's takes at the first start
 * @param kernels what each takes of a multiprocessor
 */
record Assembly(int capability, double milliseconds, List<Use> kernels) {
  private static final Pattern USE =
      Pattern.compile(
          "Compiling entry function '(\\w+)'.*?(\\d+) bytes spill stores, (\\d+) bytes spill loads"
              + ".*?Used (\\d+) registers(?:, (\\d+) bytes smem)?",
          Pattern.DOTALL);

  /** What a kernel takes: registers of a thread, bytes shared by a block, bytes spilled. */
  record Use(String kernel, int registers, int sharedBytes, int spilledBytes) {}

  /**
   * Assembles.
   *
   * @throws IllegalArgumentException if the assembler refuses the PTX, with its words
   */
  static Assembly of(String ptx, int capability) {
    byte[] text = (ptx + "\0").getBytes(StandardCharsets.US_ASCII);
    nvPTXCompilerHandle compiler = new nvPTXCompilerHandle();
    JNvPTXCompiler.nvPTXCompilerCreate(compiler, text.length, text);
    try {
      long start = System.nanoTime();
      int result =
          JNvPTXCompiler.nvPTXCompilerCompile(
              compiler, 2, new String[] {"--gpu-name=sm_" + capability, "--verbose"});
      double milliseconds = (System.nanoTime() - start) / 1e6;
      if (result != nvPTXCompileResult.NVPTXCOMPILE_SUCCESS) {
        throw new IllegalArgumentException("sm_" + capability + ": " + errors(compiler));
      }
      return new Assembly(capability, milliseconds, uses(information(compiler)));
    } finally {
      JNvPTXCompiler.nvPTXCompilerDestroy(compiler);
    }
  }

  private static String errors(nvPTXCompilerHandle compiler) {
    long[] size = new long[1];
    JNvPTXCompiler.nvPTXCompilerGetErrorLogSize(compiler, size);
    byte[] log = new byte[Math.toIntExact(size[0])];
    JNvPTXCompiler.nvPTXCompilerGetErrorLog(compiler, log);
    return new String(log, StandardCharsets.US_ASCII);
  }

  private static String information(nvPTXCompilerHandle compiler) {
    long[] size = new long[1];
    JNvPTXCompiler.nvPTXCompilerGetInfoLogSize(compiler, size);
    byte[] log = new byte[Math.toIntExact(size[0])];
    JNvPTXCompiler.nvPTXCompilerGetInfoLog(compiler, log);
    return new String(log, StandardCharsets.US_ASCII);
  }

  private static List<Use> uses(String log) {
    List<Use> uses = new ArrayList<>();
    Matcher use = USE.matcher(log);
    while (use.find()) {
      int shared = use.group(5) == null ? 0 : Integer.parseInt(use.group(5));
      int spilled = Integer.parseInt(use.group(2)) + Integer.parseInt(use.group(3));
      uses.add(new Use(use.group(1), Integer.parseInt(use.group(4)), shared, spilled));
    }
    return uses;
  }

  /** Returns a line for each kernel, the largest first. */
  String table() {
    StringBuilder table = new StringBuilder("registers   shared  spilled  kernel\n");
    kernels.stream()
        .sorted(Comparator.comparing(Use::registers).reversed().thenComparing(Use::kernel))
        .forEach(
            use ->
                table.append(
                    String.format(
                        Locale.ROOT,
                        "%9d %8d %8d  %s%n",
                        use.registers,
                        use.sharedBytes,
                        use.spilledBytes,
                        use.kernel)));
    return table.toString();
  }
}
