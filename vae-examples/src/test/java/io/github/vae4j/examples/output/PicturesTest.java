package io.github.vae4j.examples.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.api.tensor.Shape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PicturesTest {
  private static final int GAP = 0x30343f;
  private static final ImageShape GREY = new ImageShape(2, 2, 1);
  private static final float[] CHESS = {0, 1, 1, 0};
  private static final float[] WHITE = {1, 1, 1, 1};

  @TempDir private Path directory;

  @Test
  void laysImagesOutInASquareWithGaps() throws IOException {
    BufferedImage picture = sheet(GREY, List.of(CHESS, WHITE, WHITE));

    // 2 columns of 2 pixels enlarged 42 times, gaps of 2 between and around
    assertThat(picture.getWidth()).isEqualTo(2 + 84 + 2 + 84 + 2);
    assertThat(picture.getHeight()).isEqualTo(picture.getWidth());
    assertThat(rgb(picture, 0, 0)).isEqualTo(GAP);
    assertThat(rgb(picture, 2, 2)).isEqualTo(0x000000);
    assertThat(rgb(picture, 2 + 42, 2)).isEqualTo(0xffffff);
    assertThat(rgb(picture, 2, 2 + 42)).isEqualTo(0xffffff);
    assertThat(rgb(picture, 2 + 83, 2 + 83)).isEqualTo(0x000000);
    assertThat(rgb(picture, 2 + 84, 10)).isEqualTo(GAP);
    assertThat(rgb(picture, 90, 10)).isEqualTo(0xffffff);
    assertThat(rgb(picture, 90, 90)).as("where there is no fourth image").isEqualTo(GAP);
  }

  @Test
  void drawsColoursAndClipsWhatIsBeyondThem() throws IOException {
    BufferedImage picture = sheet(new ImageShape(1, 1, 3), List.of(new float[] {0.5f, 7, -1}));

    assertThat(rgb(picture, 10, 10)).isEqualTo(0x80ff00);
  }

  @Test
  void putsOriginalsAboveTheirReconstructions() throws IOException {
    Path file = directory.resolve("pairs.png");
    List<float[]> whites = Collections.nCopies(11, WHITE);

    Pictures.reconstructions(file, GREY, whites, Collections.nCopies(11, new float[4]));

    BufferedImage picture = ImageIO.read(file.toFile());
    assertThat(picture.getWidth()).isEqualTo(10 * 86 + 2);
    assertThat(picture.getHeight()).isEqualTo(4 * 86 + 2 + 14);
    assertThat(rgb(picture, 10, 10)).isEqualTo(0xffffff);
    assertThat(rgb(picture, 10, 96)).isEqualTo(0x000000);
    assertThat(rgb(picture, 10, 2 * 86 + 14 + 10)).as("the second band").isEqualTo(0xffffff);
  }

  @Test
  void laysClassesOutInColumns() throws IOException {
    Path file = directory.resolve("grid.png");

    Pictures.grid(file, GREY, List.of(CHESS, WHITE, WHITE, CHESS, CHESS, WHITE), 3);

    BufferedImage picture = ImageIO.read(file.toFile());
    assertThat(picture.getWidth()).isEqualTo(3 * 86 + 2);
    assertThat(picture.getHeight()).isEqualTo(2 * 86 + 2);
    assertThat(rgb(picture, 2, 88)).as("the fourth is below the first").isEqualTo(0x000000);
    assertThatThrownBy(() -> Pictures.grid(file, GREY, List.of(CHESS), 3))
        .hasMessageContaining("1 images do not fill rows of 3");
  }

  @Test
  void drawsAManifoldWithoutGaps() throws IOException {
    Path file = directory.resolve("manifold.png");

    Pictures.manifold(file, GREY, List.of(WHITE, CHESS, CHESS, WHITE), 2);

    BufferedImage picture = ImageIO.read(file.toFile());
    assertThat(picture.getWidth()).isEqualTo(2 * 84);
    assertThat(rgb(picture, 84, 0)).isEqualTo(0x000000);
  }

  @Test
  void drawsEachClassInAColourOfItsOwn() throws IOException {
    Path file = directory.resolve("scatter.png");

    ClassScatter.draw(file, "points", "x", "y", new double[][] {{0, 0}, {1, 1}}, new int[] {0, 3});

    BufferedImage picture = ImageIO.read(file.toFile());
    Set<Integer> colours = new HashSet<>();
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        colours.add(rgb(picture, x, y));
      }
    }
    assertThat(colours).contains(0x1f77b4, 0xd62728).doesNotContain(0xff7f0e);
  }

  @Test
  void keepsWidePicturesWithinAScreen() {
    assertThat(new ImageShape(28, 28, 1).comfortableScale(10)).isEqualTo(3);
    assertThat(new ImageShape(28, 28, 1).comfortableScale(20)).isEqualTo(2);
    assertThat(new ImageShape(512, 512, 3).comfortableScale(8)).isEqualTo(1);
  }

  @Test
  void refusesWhatCannotBeDrawn() {
    Path file = directory.resolve("none.png");

    assertThatThrownBy(() -> Pictures.sheet(file, GREY, List.of()))
        .hasMessageContaining("at least one");
    assertThatThrownBy(() -> Pictures.reconstructions(file, GREY, List.of(WHITE), List.of()))
        .hasMessageContaining("1 originals and 0");
    assertThatThrownBy(() -> Pictures.manifold(file, GREY, List.of(WHITE), 2))
        .hasMessageContaining("4 images, got 1");
    assertThatThrownBy(() -> LossCurve.draw(file, List.of())).hasMessageContaining("at least one");
    assertThatThrownBy(
            () -> ClassScatter.draw(file, "", "x", "y", new double[1][2], new int[] {0, 1}))
        .hasMessageContaining("1 points and 2 labels");
    assertThat(file).doesNotExist();
  }

  @Test
  void knowsWhatIsAnImage() {
    assertThat(ImageShape.of(Shape.of(28, 28, 1))).contains(new ImageShape(28, 28, 1));
    assertThat(ImageShape.of(Shape.of(28, 28, 3))).isPresent();
    assertThat(ImageShape.of(Shape.of(28, 28, 2))).isEmpty();
    assertThat(ImageShape.of(Shape.of(784))).isEmpty();
  }

  private BufferedImage sheet(ImageShape shape, List<float[]> images) throws IOException {
    Path file = directory.resolve("sheet.png");
    Pictures.sheet(file, shape, images);
    return ImageIO.read(file.toFile());
  }

  private static int rgb(BufferedImage picture, int x, int y) {
    return picture.getRGB(x, y) & 0xffffff;
  }
}
