package io.github.vae4j.examples.output;

import io.github.vae4j.api.plugin.ConfigurationException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Lays images of one shape out in a grid on a picture, each pixel enlarged to a square. */
final class Canvas {
  private static final Color BACKGROUND = new Color(0x30, 0x34, 0x3f);

  private final ImageShape shape;
  private final int scale;
  private final int gap;
  private final BufferedImage picture;

  /**
   * Makes an empty picture.
   *
   * @param gap pixels between neighbours and around the grid
   * @param wider pixels to add right of the grid, for {@linkplain #put columns moved right}
   * @param higher pixels to add below the grid, for {@linkplain #put rows moved down}
   */
  Canvas(ImageShape shape, int columns, int rows, int gap, int wider, int higher) {
    this.shape = shape;
    this.gap = gap;
    scale = shape.comfortableScale(columns);
    long wide = (long) columns * (shape.width() * scale + gap) + gap + wider;
    long high = (long) rows * (shape.height() * scale + gap) + gap + higher;
    if (wide * high > Integer.MAX_VALUE) {
      throw new ConfigurationException(
          "A picture of "
              + wide
              + " x "
              + high
              + " pixels is more than memory can hold; take a smaller --count");
    }
    picture = new BufferedImage((int) wide, (int) high, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(BACKGROUND);
    graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
    graphics.dispose();
  }

  /** What is drawn of an image. */
  interface Pixels {
    /** Returns a pixel as 0xRRGGBB. */
    int rgb(int y, int x);
  }

  /**
   * Draws an image, values from 0 to 1 channels last, at a place of the grid, moved right and down
   * by some pixels.
   */
  void put(float[] image, int column, int row, int right, int down) {
    put((y, x) -> shape.rgb(image, y, x), column, row, right, down);
  }

  /** Draws an image at a place of the grid, moved right and down by some pixels. */
  void put(Pixels image, int column, int row, int right, int down) {
    int left = gap + column * (shape.width() * scale + gap) + right;
    int top = gap + row * (shape.height() * scale + gap) + down;
    for (int y = 0; y < shape.height() * scale; y++) {
      for (int x = 0; x < shape.width() * scale; x++) {
        picture.setRGB(left + x, top + y, image.rgb(y / scale, x / scale));
      }
    }
  }

  /** Writes the picture as PNG. */
  void save(Path file) {
    AtomicFile.write(file, out -> ImageIO.write(picture, "png", out));
  }
}
