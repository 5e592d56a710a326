package io.github.vae4j.examples.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.core.data.Masks;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionSheetTest {
  private static final ImageShape GREY = new ImageShape(1, 2, 1);
  private static final Masks LEFT = Masks.same(new boolean[] {true, false});
  private static final int UNSEEN = 0x4d7ea8;
  private static final int GAP = 0x30343f;

  /** Pixels of the picture a column takes: two of the image enlarged, and a gap. */
  private static final int COLUMN = 86;

  private static final int MIDDLE = 20;

  @TempDir private Path directory;

  @Test
  void aRowIsWhatIsSeenTheAnswersAndTheTruth() throws Exception {
    float[][] truth = {{1, 1}, {0, 1}};
    CompletionSheet sheet = new CompletionSheet(GREY, truth, LEFT);
    sheet.add(new float[][][] {{{1, 0.5f}, {0, 0.5f}}});
    sheet.add(new float[][][] {{{1, 0}, {0, 1}}, {{1, 1}, {0, 0}}});
    Path file = directory.resolve("sheet.png");

    sheet.draw(file);

    BufferedImage picture = ImageIO.read(file.toFile());
    assertThat(picture.getWidth()).isEqualTo(5 * COLUMN + 2 + 3 * 12);
    assertThat(picture.getHeight()).isEqualTo(2 * 44 + 2);
    assertThat(right(picture, 0, 0)).containsExactly(0xffffff, UNSEEN);
    assertThat(right(picture, COLUMN + 12, 0)).containsExactly(0xffffff, 0x808080);
    assertThat(right(picture, 2 * COLUMN + 24, 0)).containsExactly(0xffffff, 0x000000);
    assertThat(right(picture, 3 * COLUMN + 24, 44)).containsExactly(0x000000, 0x000000);
    assertThat(right(picture, 4 * COLUMN + 36, 44)).containsExactly(0x000000, 0xffffff);
    assertThat(picture.getRGB(COLUMN + 6, MIDDLE) & 0xffffff).as("between groups").isEqualTo(GAP);
  }

  @Test
  void refusesWhatCannotBeDrawn() {
    assertThatThrownBy(() -> new CompletionSheet(GREY, new float[0][], LEFT))
        .hasMessageContaining("at least one");
    CompletionSheet sheet = new CompletionSheet(GREY, new float[1][2], LEFT);
    assertThatThrownBy(() -> sheet.add(new float[1][3][2]))
        .hasMessageContaining("completions of 3 images, there are 1");
  }

  /** Returns the left and the right pixel of the image that begins after a gap. */
  private static int[] right(BufferedImage picture, int x, int y) {
    return new int[] {
      picture.getRGB(x + 2 + MIDDLE, y + MIDDLE) & 0xffffff,
      picture.getRGB(x + 2 + 42 + MIDDLE, y + MIDDLE) & 0xffffff
    };
  }
}
