package io.github.vae4j.api.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowNumbersTest {
  @Test
  void wholeNumbersOfTheTableAreRowsInTheirOrder() {
    assertThat(RowNumbers.of("gather", new double[] {2, 0, -0.0, 2, 1}, 3))
        .containsExactly(2, 0, 0, 2, 1);
    assertThat(RowNumbers.of("gather", new float[] {2, 0, -0f, 2, 1}, 3))
        .containsExactly(2, 0, 0, 2, 1);
    assertThat(RowNumbers.of("gather", new double[0], 0)).isEmpty();
    assertThat(RowNumbers.of("gather", new float[0], 0)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, 3, 0.5, -0.25, 0x1p31, 0x1p32, Double.NaN, Double.POSITIVE_INFINITY})
  void otherNumbersAreRefused(double number) {
    String message =
        "gather: row %s (entry 1 of the rows) does not lie in a table of 3 rows; rows are whole"
            + " numbers from 0 to 2";
    assertThatThrownBy(() -> RowNumbers.of("gather", new double[] {0, number}, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message, number);
    assertThatThrownBy(() -> RowNumbers.of("gather", new float[] {0, (float) number}, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message, (float) number);
  }

  @Test
  void numbersAreShownInTheirOwnPrecision() {
    assertThatThrownBy(() -> RowNumbers.of("scatterAdd", new double[] {0.1}, 3))
        .hasMessageStartingWith("scatterAdd: row 0.1 (entry 0");
    assertThatThrownBy(() -> RowNumbers.of("scatterAdd", new float[] {0.1f}, 3))
        .hasMessageStartingWith("scatterAdd: row 0.1 (entry 0");
  }
}
