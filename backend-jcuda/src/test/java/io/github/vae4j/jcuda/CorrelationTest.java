package io.github.vae4j.jcuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Window;
import org.junit.jupiter.api.Test;

/** The sizes of the products that convolutions are, on a model of 28 x 28 pixels, batch 128. */
class CorrelationTest {
  private static final Shape IMAGES = Shape.of(128, 28, 28, 1);
  private static final Shape MIDDLE = Shape.of(128, 14, 14, 32);
  private static final Shape SMALL = Shape.of(128, 7, 7, 64);
  private static final Window HALVED = Window.of(2, 1);

  @Test
  void aConvolution_sumsOverAllUnderTheKernel() {
    Correlation second = new Correlation(MIDDLE, SMALL, 4, 4, HALVED, false);

    assertThat(second.phases()).isEqualTo(1);
    assertThat(second.positions()).isEqualTo(128 * 7 * 7);
    assertThat(second.taps()).isEqualTo(4 * 4 * 32);
    assertThat(second.outputs()).isEqualTo(64);
    assertThat(second.plan(false).tile()).isEqualTo(Tile.MEDIUM);
  }

  @Test
  void aTransposedOne_sumsOverItsPhaseAlone() {
    Correlation first = new Correlation(SMALL, MIDDLE, 4, 4, HALVED, true);

    assertThat(first.phases()).isEqualTo(4);
    assertThat(first.positions()).isEqualTo(128 * 7 * 7);
    assertThat(first.taps()).isEqualTo(2 * 2 * 64);
    assertThat(first.plan(false).tile()).isEqualTo(Tile.TALL);
  }

  @Test
  void phasesOfOddSizes_areRoundedUp() {
    Correlation odd =
        new Correlation(Shape.of(2, 4, 4, 8), Shape.of(2, 9, 9, 4), 3, 3, Window.of(2, 0), true);

    assertThat(odd.positions()).isEqualTo(2 * 5 * 5);
    assertThat(odd.taps()).isEqualTo(2 * 2 * 8);
  }

  @Test
  void aSingleChannel_takesTheNarrowTile() {
    Correlation last = new Correlation(MIDDLE, IMAGES, 4, 4, HALVED, true);

    assertThat(last.plan(false).tile()).isEqualTo(Tile.NARROW);
    assertThat(last.plan(true).tile()).isEqualTo(Tile.MEDIUM);
  }

  @Test
  void gradientsOfKernels_areSplitOverPixels() {
    TilePlan ofFirst = new Correlation(IMAGES, MIDDLE, 4, 4, HALVED, false).planOfWeights(false);
    TilePlan ofSecond = new Correlation(MIDDLE, SMALL, 4, 4, HALVED, false).planOfWeights(false);

    assertThat(ofFirst.tile()).isEqualTo(Tile.SMALL);
    assertThat(ofFirst.splits()).isGreaterThan(64);
    assertThat(ofSecond.tile()).isEqualTo(Tile.MEDIUM);
    assertThat(ofSecond.splits()).isGreaterThan(8);
  }
}
