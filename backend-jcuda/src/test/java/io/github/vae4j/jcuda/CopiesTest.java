package io.github.vae4j.jcuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CopiesTest {
  private static final long FAR = 0x7_0000_0000L;

  private final Copies copies = new Copies();

  @Test
  void take_givesEachCopyBlocksOfItsOwn() {
    copies.add(0x1_0000_0010L, 0x2_0000_0020L, 1025);
    copies.add(FAR, 0x3_0000_0000L, 1024);
    copies.add(FAR, 0x4_0000_0000L, 7);
    assertThat(copies.grid()).isEqualTo(Grid.blocks(4));
    int[] members = copies.take();
    assertThat(Arrays.copyOf(members, 24))
        .containsExactly(
            0x10, 1, 0x20, 2, 1025, 0, //
            0, 7, 0, 3, 1024, 2, //
            0, 7, 0, 4, 7, 3, //
            0, 0, 0, 0, 0, 4);
    assertThat(members).hasSize(96).endsWith(0, 0, 0, 0, 0, 4);
    assertThat(copies.grid()).isEqualTo(Grid.blocks(0));
  }

  @Test
  void fits_refusesWhatMustComeLater() {
    copies.add(1000, 2000, 10);
    assertThat(copies.fits(1000, 3000, 10)).as("the same source").isTrue();
    assertThat(copies.fits(2036, 3000, 1)).as("reads what is written").isFalse();
    assertThat(copies.fits(2040, 3000, 1)).as("reads what lies behind").isTrue();
    assertThat(copies.fits(3000, 1996, 2)).as("writes over a target").isFalse();
    assertThat(copies.fits(3000, 1996, 1)).as("writes before a target").isTrue();
    assertThat(copies.fits(3000, 1036, 5)).as("writes over a source").isFalse();
  }

  @Test
  void fits_refusesMoreThanTheKernelTakes() {
    for (int i = 0; i < Copies.MOST; i++) {
      assertThat(copies.fits(FAR, 64L * i, 16)).isTrue();
      copies.add(FAR, 64L * i, 16);
    }
    assertThat(copies.fits(FAR, 64L * Copies.MOST, 16)).isFalse();
  }
}
