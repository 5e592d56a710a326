package io.github.vae4j.jcuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WordsTest {
  private final Words words = new Words();

  @Test
  void take_givesPlacesEndsAndWords() {
    words.add(0x1_0000_0010L, 1, 2, 3);
    words.add(0x2_0000_0020L, 4);
    int[] members = words.take();
    assertThat(Arrays.copyOf(members, 4)).containsExactly(0x10, 1, 0x20, 2);
    assertThat(Arrays.copyOfRange(members, 16, 24)).containsExactly(3, 4, 0, 0, 0, 0, 0, 0);
    assertThat(Arrays.copyOfRange(members, 24, 29)).containsExactly(1, 2, 3, 4, 0);
    assertThat(members).hasSize(24 + 256);
  }

  @Test
  void fits_refusesPlacesThatOverlap() {
    words.add(1000, 1, 2);
    assertThat(words.fits(996, 1)).isTrue();
    assertThat(words.fits(996, 2)).isFalse();
    assertThat(words.fits(1004, 1)).isFalse();
    assertThat(words.fits(1008, 1)).isTrue();
  }

  @Test
  void fits_refusesMoreThanTheKernelTakes() {
    words.add(0, new int[250]);
    assertThat(words.fits(2000, 6)).isTrue();
    assertThat(words.fits(2000, 7)).isFalse();
    for (int i = 1; i < 8; i++) {
      assertThat(words.fits(2000, 0)).isTrue();
      words.add(2000);
    }
    assertThat(words.fits(2000, 0)).as("a ninth place").isFalse();
  }
}
