package io.github.vae4j.jcuda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A mistake in a kernel.
 *
 * @param name what is wrong
 * @param file the source that it is made in
 * @param text what stands there, exactly once
 * @param replacement what stands there instead
 * @param test the class that must see it, or one of its methods behind {@code #}
 * @param sight what the first failure says
 */
record Fault(String name, String file, String text, String replacement, String test, String sight) {
  private static final String SUITE = "EmulatedDriverAscendingOpsTest#";
  private static final String MATRICES = SUITE + "r1_matrices_matchReference";
  private static final String CONVOLUTIONS = SUITE + "r1_convolutions_matchReference";
  private static final String REDUCTIONS = SUITE + "r1_reductions_matchReference";
  private static final String FUSED = SUITE + "r1_fused_matchesReference";
  private static final String BINARY = SUITE + "r1_binary_matchesReference";
  private static final String CREATION = SUITE + "r1_creation_matchesReference";

  private static final String UNWRITTEN = "is NaN, the reference gives";
  private static final String WRONG = "off by";
  private static final String OUTSIDE = "CUDA error 700";
  private static final String MISALIGNED = "CUDA error 716";

  static List<Fault> all() {
    return List.of(
        new Fault(
            "product without its barrier", "gemm.cuh", "__syncthreads();", "", MATRICES, UNWRITTEN),
        new Fault(
            "product with the stride of the other axis",
            "gemm_operand.cuh",
            "term * lines + line",
            "term * terms + line",
            MATRICES,
            MISALIGNED),
        new Fault(
            "product with one term too many",
            "gemm_operand.cuh",
            "line >= lines || term >= terms",
            "line >= lines || term > terms",
            MATRICES,
            UNWRITTEN),
        new Fault(
            "product written one column too far",
            "gemm_result.cuh",
            "start < 0 || column >= columns",
            "start < 0 || column > columns",
            MATRICES,
            OUTSIDE),
        new Fault(
            "convolution without its stride",
            "convolution.cuh",
            "{-axis.pad, axis.stride, 1, 0, 1, 0}",
            "{-axis.pad, 1, 1, 0, 1, 0}",
            CONVOLUTIONS,
            WRONG),
        new Fault(
            "convolution written one column too far",
            "convolution.cuh",
            "column < c.x.written",
            "column <= c.x.written",
            CONVOLUTIONS,
            OUTSIDE),
        new Fault(
            "reduction without its barrier",
            "reduce.cu",
            "__syncthreads();",
            "",
            REDUCTIONS,
            WRONG),
        new Fault(
            "reduction with one term too many",
            "reduce.cuh",
            "at < end ?",
            "at <= end ?",
            REDUCTIONS,
            UNWRITTEN),
        new Fault(
            "reduction of half a warp",
            "reduce.cuh",
            "int lanes = WARP / 2; lanes > 0",
            "int lanes = WARP / 4; lanes > 0",
            REDUCTIONS,
            WRONG),
        new Fault(
            "rows joined anew before all have read",
            "fused.cu",
            "  // what an earlier call left there has been read by all\n  __syncthreads();",
            "",
            FUSED,
            WRONG),
        new Fault(
            "Adam beyond the end of its range",
            "update.cu",
            "i < to && i < at + 4",
            "i <= to && i < at + 4",
            "UpdatesTest#adamStep_onAnyRange_movesItAlone",
            "not expected:\n  [-0.1"),
        new Fault(
            "broadcasting with strides of the wrong operand",
            "elementwise.cu",
            "float b = right[at[1]];",
            "float b = right[at[0]];",
            BINARY,
            WRONG),
        new Fault(
            "range written one entry too far",
            "shape.cu",
            "range(float* __restrict__ to, int count) {\n  int i = entry();\n  if (i < count)",
            "range(float* __restrict__ to, int count) {\n  int i = entry();\n  if (i <= count)",
            CREATION,
            OUTSIDE));
  }

  /** Makes the mistake in a copy of the sources. */
  void plant(Path sources) throws IOException {
    Path path = sources.resolve(file);
    String sound = Files.readString(path);
    int at = sound.indexOf(text);
    if (at < 0 || sound.indexOf(text, at + 1) >= 0) {
      throw new IllegalStateException(
          file + " must have '" + text + "' exactly once, to plant: " + name);
    }
    Files.writeString(path, sound.replace(text, replacement));
  }

  @Override
  public String toString() {
    return name;
  }
}
