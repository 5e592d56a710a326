package io.github.vae4j.jcuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import jcuda.driver.CUdevice;
import jcuda.nvptxcompiler.JNvPTXCompiler;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The PTX assembles for every architecture with the assembler of the oldest driver that is
 * supported. It says nothing of what the kernels compute, nor of their speed; the table of what
 * they take of a multiprocessor goes to {@code target}.
 */
class AssemblyTest {
  private static final Path TABLES = Path.of("target", "assembly");

  /**
   * The kernels that may spill, with the bytes saved and fetched: two registers around the rare
   * path of Adam's divisions, and one register of the largest tiles of products.
   */
  private static final Map<String, Integer> SPILLED = Map.of("adam_step", 16, "gemm_large", 8);

  @BeforeAll
  static void takesTheAssemblerOfCuda12() {
    int[] major = new int[1];
    int[] minor = new int[1];
    try {
      JNvPTXCompiler.nvPTXCompilerGetVersion(major, minor);
    } catch (LinkageError e) {
      abort("JCuda has no assembler for this platform; it has one for Linux and Windows on x86-64");
    }
    assertThat(major[0] + "." + minor[0]).isEqualTo("12.0");
  }

  @ParameterizedTest
  @ValueSource(ints = {75, 80, 86, 89, 90})
  void assembles_spillingOnlyWhatIsNamed(int capability) throws Exception {
    String ptx = Kernels.text(Kernels.resource(new Device(0, new CUdevice(), "", capability)));

    Assembly assembly = Assembly.of(ptx, capability);

    System.out.printf(
        "sm_%d: %d kernels assembled in %.0f ms%n",
        capability, assembly.kernels().size(), assembly.milliseconds());
    Files.createDirectories(TABLES);
    Files.writeString(TABLES.resolve("sm_" + capability + ".txt"), assembly.table());
    assertThat(assembly.kernels())
        .extracting(Assembly.Use::kernel)
        .containsExactlyInAnyOrderElementsOf(Kernels.signatures(ptx).keySet());
    assertThat(assembly.kernels())
        .filteredOn(use -> use.spilledBytes() > SPILLED.getOrDefault(use.kernel(), 0))
        .isEmpty();
  }

  @Test
  void aDriverOfThatAgeRefusesTheVersionThatTheCompilerWrites() {
    String raised = Kernels.text("kernels-80.ptx").replace(".version 7.5", ".version 9.0");

    assertThatThrownBy(() -> Assembly.of(raised, 80))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Unsupported .version 9.0");
  }
}
