package io.github.vae4j.jcuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.api.tensor.Shape;
import org.junit.jupiter.api.Test;

class FoldTest {
  @Test
  void takesNeighbouringAxesTogether() {
    assertThat(Fold.steps(Shape.of(128, 14, 14, 32), 0, 1, 2))
        .containsExactly(new Fold(1, 128 * 14 * 14, 32));
    assertThat(Fold.steps(Shape.of(2, 3, 4), 1, 2)).containsExactly(new Fold(2, 12, 1));
    assertThat(Fold.steps(Shape.of(2, 3, 4), 1)).containsExactly(new Fold(2, 3, 4));
  }

  @Test
  void takesAxesApartOneAfterTheOtherFromTheLast() {
    assertThat(Fold.steps(Shape.of(2, 3, 4, 5), 0, 3))
        .containsExactly(new Fold(24, 5, 1), new Fold(1, 2, 12));
  }

  @Test
  void passesOverAxesOfLengthOne() {
    assertThat(Fold.steps(Shape.of(128, 1, 784), 0, 2)).containsExactly(new Fold(1, 128 * 784, 1));
    assertThat(Fold.steps(Shape.of(5, 1, 7), 1)).isEmpty();
    assertThat(Fold.steps(Shape.scalar())).isEmpty();
  }

  @Test
  void keepsEmptyAxes() {
    assertThat(Fold.steps(Shape.of(3, 0), 1)).containsExactly(new Fold(3, 0, 1));
    assertThat(Fold.steps(Shape.of(0, 3, 0), 0, 2))
        .containsExactly(new Fold(0, 0, 1), new Fold(1, 0, 3));
    assertThat(new Fold(1, 0, 3).share()).isZero();
    assertThat(new Fold(1, 0, 3).blocks(0)).isEqualTo(new Grid(1, 1, 1, 256));
  }

  @Test
  void findsTheLinesOfOneAxis() {
    assertThat(Fold.along(Shape.of(2, 3, 4), 0)).isEqualTo(new Fold(1, 2, 12));
    assertThat(Fold.along(Shape.of(2, 3, 4), 2)).isEqualTo(new Fold(6, 4, 1));
  }

  @Test
  void hasPowersOfTwoBesideEachOther() {
    int[][] expected = {{1, 1}, {2, 2}, {3, 4}, {5, 8}, {31, 32}, {32, 32}, {400, 32}};
    for (int[] pair : expected) {
      assertThat(new Fold(1, 7, pair[0]).columns()).as("inner %d", pair[0]).isEqualTo(pair[1]);
    }
  }

  @Test
  void cutsLongAxesOfFewResults() {
    assertThat(new Fold(1, 128, 400).share()).isEqualTo(128);
    assertThat(new Fold(128, 784, 1).share()).isEqualTo(784);
    assertThat(new Fold(10_000, 100_000, 1).share()).isEqualTo(100_000);
    Fold million = new Fold(1, 1_000_000, 1);
    assertThat(million.share()).isEqualTo(8197);
    assertThat(million.blocks(8197)).isEqualTo(new Grid(1, 122, 1, 256));
    assertThat(million.ofParts(8197)).isEqualTo(new Fold(1, 122, 1));
  }
}
