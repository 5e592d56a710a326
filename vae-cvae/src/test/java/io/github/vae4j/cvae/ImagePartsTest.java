package io.github.vae4j.cvae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.core.data.Masks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImagePartsTest {
  private static final DataSchema DIGIT = DataSchema.of(28, 28, 1);

  /** Draws a mask of an image with one channel, # where seen. */
  private static String drawn(Masks mask, int width) {
    StringBuilder picture = new StringBuilder();
    for (int i = 0; i < mask.width(); i++) {
      picture.append(i > 0 && i % width == 0 ? "/" : "").append(mask.get(0, i) ? '#' : '.');
    }
    return picture.toString();
  }

  @ParameterizedTest
  @CsvSource({"1,..../..../##../##..", "2,##../##../##../##..", "3,####/####/##../##.."})
  void quadrantsAreSeenFromTheBottomLeftOn(int count, String picture) {
    assertThat(drawn(ImageParts.quadrants(DataSchema.of(4, 4), count), 4)).isEqualTo(picture);
  }

  @Test
  void aQuadrantOfADigitIsAQuarterOfIt() {
    Masks mask = ImageParts.quadrants(DIGIT, 1);
    for (int i = 0; i < 784; i++) {
      assertThat(mask.get(0, i)).isEqualTo(i / 28 >= 14 && i % 28 < 14);
    }
  }

  @Test
  void columnsAreSeenInEveryRowAndChannel() {
    assertThat(drawn(ImageParts.columns(DataSchema.of(2, 5), 1, 3), 5)).isEqualTo(".##../.##..");
    Masks colours = ImageParts.columns(DataSchema.of(1, 3, 2), 2, 3);
    assertThat(drawn(colours, 6)).isEqualTo("....##");
    assertThat(drawn(ImageParts.quadrants(DataSchema.of(3, 3), 1), 3)).isEqualTo(".../#../#..");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 4})
  void refusesOtherNumbersOfQuadrants(int count) {
    assertThatThrownBy(() -> ImageParts.quadrants(DIGIT, count))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("ImageParts.quadrants: 1, 2 or 3 quadrants can be seen, got " + count);
  }

  @ParameterizedTest
  @CsvSource({"-1,3", "3,3", "5,2", "20,29", "0,28"})
  void refusesColumnsThatAreNotThereOrLeaveNothingToComplete(int from, int to) {
    assertThatThrownBy(() -> ImageParts.columns(DIGIT, from, to))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "ImageParts.columns: columns " + from + " to " + to + " of an image of width 28");
  }

  @Test
  void refusesRowsThatAreNoImages() {
    assertThatThrownBy(() -> ImageParts.quadrants(DataSchema.of(784), 1))
        .hasMessageContaining("rows of shape (784) are no images");
  }
}
