package io.github.vae4j.jcuda;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How products are cut: by their sizes alone, and so that all terms are summed once. */
class TilePlanTest {
  private static final Tile[] ALL = {Tile.LARGE, Tile.MEDIUM, Tile.SMALL};

  @ParameterizedTest(name = "{0} x {2} x {1}: {3}, splits {4}")
  @CsvSource({
    "4096, 4096, 4096, LARGE, 1",
    "128, 400, 784, SMALL, 5",
    "784, 400, 128, MEDIUM, 1",
    "128, 20, 400, SMALL, 13",
    "20, 200, 784, SMALL, 25",
    "1000, 400, 784, MEDIUM, 1",
  })
  void of_choosesWhatIsEstimatedToBeFastest(
      int rows, int columns, int terms, Tile tile, int splits) {
    TilePlan plan = TilePlan.of(1, rows, columns, terms, ALL);

    assertThat(plan.tile()).isEqualTo(tile);
    assertThat(plan.splits()).isEqualTo(splits);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "20, 200, 784", "1, 1, 1000000", "64, 512, 6272", "129, 31, 15"})
  void of_sumsEveryTermInOneSplit(int rows, int columns, int terms) {
    TilePlan plan = TilePlan.of(1, rows, columns, terms, ALL);

    assertThat(plan.depth() % plan.tile().depth()).isZero();
    assertThat((long) plan.depth() * plan.splits()).isGreaterThanOrEqualTo(terms);
    assertThat((long) plan.depth() * (plan.splits() - 1)).isLessThan(terms);
  }

  @Test
  void of_coversEachMatrixOfTheBatch() {
    TilePlan plan = TilePlan.of(50, 33, 65, 4, Tile.SMALL);

    assertThat(plan.grid()).isEqualTo(new Grid(50 * 2 * 3, 1, 1, 64));
  }

  @Test
  void of_splitsNoBatchThatOccupiesTheDevice() {
    int several = 8 * TilePlan.MULTIPROCESSORS;

    assertThat(TilePlan.of(several, 32, 32, 4096, ALL).isSplit()).isFalse();
  }

  @Test
  void kernel_isNamedForTheTile() {
    TilePlan plan = TilePlan.of(1, 8, 8, 8, Tile.MEDIUM);

    assertThat(plan.kernel("gemm", false)).isEqualTo("gemm_medium");
    assertThat(plan.kernel("gemm", true)).isEqualTo("gemm_medium_tf32");
  }
}
