package io.github.vae4j.examples.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.reference.ReferenceBackend;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionPictureTest {
  /** An image of 2 x 2 pixels, each drawn 42 x 42, and the gap beside it. */
  private static final int STEP = 2 * 42 + 2;

  private static final int WIDER = 12;

  @TempDir private Path directory;

  @Test
  void showsWhatIsSeenTheAnswersAndTheTruth() throws IOException {
    Path file = directory.resolve("sheet.png");
    Dataset rows = Coins.white(12);
    try (Backend backend = new ReferenceBackend();
        Vae regressor = Coins.regressor(backend);
        Vae vae = Coins.cvae(backend)) {
      new CompletionPicture(rows, rows).draw(file, regressor, vae, 1);
    }
    BufferedImage picture = ImageIO.read(file.toFile());
    assertThat(picture.getHeight()).as("ten images").isEqualTo(10 * STEP + 2);
    assertThat(missing(picture, 0)).as("what is not seen").isEqualTo(0x4d7ea8);
    assertThat(missing(picture, 1)).as("the regressor's answer").isEqualTo(0x808080);
    for (int completion = 2; completion < 7; completion++) {
      assertThat(missing(picture, completion)).isIn(0x000000, 0xffffff);
    }
    assertThat(missing(picture, 7)).as("the truth").isEqualTo(0xffffff);
    for (int column = 0; column < 8; column++) {
      assertThat(rgb(picture, left(column) + 10, 10)).as("what is seen").isEqualTo(0xffffff);
    }
  }

  /** What is seen, the answer, the completions and the truth stand in groups apart. */
  private static int left(int column) {
    return column * STEP + (column == 0 ? 0 : column == 1 ? 1 : column < 7 ? 2 : 3) * WIDER;
  }

  private static int missing(BufferedImage picture, int column) {
    return rgb(picture, left(column) + 60, 60);
  }

  private static int rgb(BufferedImage picture, int x, int y) {
    return picture.getRGB(x, y) & 0xffffff;
  }
}
