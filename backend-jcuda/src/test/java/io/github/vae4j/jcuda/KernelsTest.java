package io.github.vae4j.jcuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import jcuda.driver.CUfunction;
import org.junit.jupiter.api.Test;

class KernelsTest {
  private static final String PTX =
      """
      .visible .entry add(
      	.param .u64 .ptr .align 1 add_param_0,
      	.param .u64 add_param_1,
      	.param .f32 add_param_2,
      	.param .align 4 .b8 add_param_3[68]
      )
      .maxntid 256
      {
      	ret;
      }
      .visible .entry none(
      	.param .u32 none_param_0
      )
      { ret; }
      """;

  @Test
  void signatures_areReadFromThePtx() {
    Map<String, int[]> signatures = Kernels.signatures(PTX);
    assertThat(signatures).containsOnlyKeys("add", "none");
    assertThat(signatures.get("add")).containsExactly(8, 8, 4, 68);
    assertThat(signatures.get("none")).containsExactly(4);
  }

  @Test
  void arguments_areWrittenWhereTheirPointersPoint() {
    ByteBuffer buffer = ByteBuffer.allocateDirect(64).order(ByteOrder.nativeOrder());
    Kernel kernel = new Kernel("k", new CUfunction(), new int[] {8, 4, 12, 4});
    kernel.write(buffer, 7L, 2.5f, new int[] {1, 2, 3}, 9);
    assertThat(buffer.getLong(0)).isEqualTo(7);
    assertThat(buffer.getFloat(8)).isEqualTo(2.5f);
    assertThat(buffer.getInt(24)).isEqualTo(3);
    assertThat(buffer.getInt(32)).isEqualTo(9);
  }

  @Test
  void argumentsThatDoNotFit_areRefused() {
    ByteBuffer buffer = ByteBuffer.allocateDirect(64).order(ByteOrder.nativeOrder());
    Kernel kernel = new Kernel("k", new CUfunction(), new int[] {8, 4});
    assertThatThrownBy(() -> kernel.write(buffer, 7L))
        .hasMessage("kernel 'k' takes parameters of [8, 4] bytes, got [7]");
    assertThatThrownBy(() -> kernel.write(buffer, 7L, 8L))
        .hasMessage("kernel 'k' takes parameters of [8, 4] bytes, got [7, 8]");
    assertThatThrownBy(() -> kernel.write(buffer, 7L, "8")).hasMessageContaining("got [7, 8]");
  }
}
