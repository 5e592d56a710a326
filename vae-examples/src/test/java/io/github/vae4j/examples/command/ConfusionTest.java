package io.github.vae4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ConfusionTest {
  private static final Confusion THREE_OF_FOUR =
      Confusion.of(3, new int[] {0, 0, 1, 2}, new int[] {0, 2, 1, 2});

  @Test
  void countsTheClassesTakenForOthers() {
    assertThat(THREE_OF_FOUR.counts()).isDeepEqualTo(new int[][] {{1, 0, 1}, {0, 1, 0}, {0, 0, 1}});
    assertThat(THREE_OF_FOUR.images()).isEqualTo(4);
    assertThat(THREE_OF_FOUR.accuracy()).isEqualTo(0.75);
    // sqrt(0.75 x 0.25 / 4)
    assertThat(THREE_OF_FOUR.standardError()).isCloseTo(0.216506351, within(1e-9));
  }

  @Test
  void isATableOfTrueClassesByAnswers() {
    assertThat(THREE_OF_FOUR.table())
        .containsExactly(
            "true \\ answer    0    1    2",
            "            0    1    0    1",
            "            1    0    1    0",
            "            2    0    0    1");
    assertThat(THREE_OF_FOUR.json().toString())
        .isEqualTo(
            "{\"accuracy\":0.75,\"accuracyStandardError\":0.216506351,\"images\":4,"
                + "\"confusion\":[[1,0,1],[0,1,0],[0,0,1]]}");
  }
}
