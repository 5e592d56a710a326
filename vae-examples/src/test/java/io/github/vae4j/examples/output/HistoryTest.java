package io.github.vae4j.examples.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.api.plugin.ConfigurationException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
  private static final EpochLine FIRST =
      new EpochLine(1, 200.5, 180.25, 20.25, 150, 130, 20, 1.5, 6000);
  private static final EpochLine SECOND =
      new EpochLine(2, 150, 128, 22, Double.NaN, Double.NaN, Double.NaN, 1.25, 8000);

  @TempDir private Path directory;

  @Test
  void comesBackAsItWasWritten() throws IOException {
    Path file = directory.resolve("history.csv");

    History.write(file, List.of(FIRST, SECOND));

    assertThat(History.read(file)).containsExactly(FIRST, SECOND);
    assertThat(Files.readAllLines(file))
        .containsExactly(
            "epoch,train_loss,train_reconstruction,train_kl,test_elbo,test_reconstruction,test_kl,seconds,images_per_second",
            "1,200.5,180.25,20.25,150.0,130.0,20.0,1.5,6000.0",
            "2,150.0,128.0,22.0,,,,1.25,8000.0");
  }

  @Test
  void isEmptyWhereThereIsNoFile() {
    assertThat(History.read(directory.resolve("none.csv"))).isEmpty();
  }

  @Test
  void refusesAnotherFile() throws IOException {
    Path file = Files.writeString(directory.resolve("history.csv"), "name,age\nAda,36\n");

    assertThatThrownBy(() -> History.read(file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("history.csv is not a history of this program");
  }

  @Test
  void isDrawnAsACurve() throws IOException {
    Path file = directory.resolve("loss.png");

    LossCurve.draw(file, List.of(FIRST, SECOND));

    BufferedImage picture = ImageIO.read(file.toFile());
    assertThat(picture.getWidth()).isEqualTo(900);
    assertThat(picture.getHeight()).isEqualTo(560);
  }

  @Test
  void aFileThatFailsHalfwayLeavesTheOldOne() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "old");

    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write("new".getBytes(StandardCharsets.UTF_8));
                      throw new IOException("disk full");
                    }))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("disk full");

    assertThat(file).hasContent("old");
    assertThat(directory).isDirectoryNotContaining(path -> !path.equals(file));
  }

  @Test
  void aRunTakesADirectoryThatIsFree() throws IOException {
    assertThat(OutputDirectory.unused(directory, "digits")).isEqualTo(directory.resolve("digits"));

    Files.createDirectory(directory.resolve("digits"));
    Files.createDirectory(directory.resolve("digits-2"));

    assertThat(OutputDirectory.unused(directory, "digits"))
        .isEqualTo(directory.resolve("digits-3"));
  }

  @Test
  void aDirectoryIsTriedBeforeWorkBegins() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));

    OutputDirectory.prepare(directory.resolve("a/b"));
    assertThat(directory.resolve("a/b")).isEmptyDirectory();
    assertThatThrownBy(() -> OutputDirectory.prepare(file.resolve("c")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("Cannot write to directory");
    assertThatThrownBy(() -> OutputDirectory.prepareFor(directory))
        .hasMessageContaining("it is a directory");
  }
}
