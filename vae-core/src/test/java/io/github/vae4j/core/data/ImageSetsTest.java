package io.github.vae4j.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.api.plugin.ConfigurationException;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageSetsTest {
  @TempDir Path root;
  private Path data = Path.of("");
  private ImageSets sets = ImageSets.standard();

  @BeforeEach
  void makeAnEnvironment() {
    data = root.resolve("data");
    DataEnvironment environment =
        new DataEnvironment(Map.of("VAE4J_DATA", data.toString()), "Linux", root.resolve("home"));
    // Port 9 (discard) of this machine answers nobody.
    sets = ImageSets.of(environment).with(SmallSet.downloadable(URI.create("http://localhost:9/")));
  }

  @Test
  void readsTheDirectoryGiven() throws IOException {
    Path given = SmallSet.write(root.resolve("given"), true);
    ImageSet set = sets.load("small", given, DownloadProgress.none());
    assertThat(set.train().size()).isEqualTo(3);
    assertThat(set.train().row(2))
        .isEqualTo(new float[] {8 / 255f, 9 / 255f, 10 / 255f, 11 / 255f});
    assertThat(set.train().labels()).contains(new int[] {0, 1, 2});
    assertThat(set.test().size()).isEqualTo(2);
    assertThat(set.origin()).isEqualTo(given.toString());
  }

  @Test
  void readsTheUsersDataThenTheCache() throws IOException {
    Path own = SmallSet.write(data.resolve("small"), false);
    assertThat(sets.load("small", null, DownloadProgress.none()).origin())
        .isEqualTo(own.toString());

    Files.move(own, root.resolve("away"));
    Path cache = SmallSet.write(root.resolve("home/.cache/vae4j/small"), true);
    assertThat(sets.load("small", null, DownloadProgress.none()).origin())
        .isEqualTo(cache.toString());
  }

  @Test
  void namesWhatADirectoryLacks() throws IOException {
    Path given = SmallSet.write(root.resolve("given"), true);
    Files.delete(given.resolve("t10k-labels-idx1-ubyte.gz"));
    assertThatThrownBy(() -> sets.load("small", given, DownloadProgress.none()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(given.toString())
        .hasMessageContaining("should hold t10k-labels-idx1-ubyte.gz (or the same without .gz)");
    assertThatThrownBy(() -> sets.load("small", root.resolve("none"), DownloadProgress.none()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("is not a directory")
        .hasMessageContaining("train-images-idx3-ubyte.gz");
  }

  @Test
  void refusesOtherContent() throws IOException {
    Path given = SmallSet.write(root.resolve("given"), false);
    Path labels = given.resolve("train-labels-idx1-ubyte");
    byte[] bytes = Files.readAllBytes(labels);
    bytes[8] = 5;
    Files.write(labels, bytes);
    assertThatThrownBy(() -> sets.load("small", given, DownloadProgress.none()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(labels.toString())
        .hasMessageContaining("expected " + SmallSet.digest(ImageFile.TRAIN_LABELS));
  }

  @Test
  void saysWhereToPutFilesWhereThereIsNoNetwork() {
    assertThatThrownBy(() -> sets.load("small", null, DownloadProgress.none()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("'small' is not on this machine")
        .hasMessageContaining(
            "train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz, t10k-images-idx3-ubyte.gz, t10k-labels-idx1-ubyte.gz")
        .hasMessageContaining("--data-dir")
        .hasMessageContaining("$VAE4J_DATA/small")
        .hasMessageContaining(root.resolve("home/.cache/vae4j/small").toString())
        .hasMessageContaining("http://localhost:9/train-images-idx3-ubyte.gz");
  }

  @Test
  void readsABundledSetThroughAClassLoader() throws IOException {
    SmallSet.write(root.resolve("jar/bundle"), true);
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {root.resolve("jar").toUri().toURL()}, null)) {
      ImageSets bundled =
          sets.with(new ImageSource.Bundled("tiny", SmallSet.digests(), loader, "bundle"));
      assertThat(bundled.names()).containsExactly("small", "tiny");
      assertThat(bundled.load("tiny", null, DownloadProgress.none()).test().size()).isEqualTo(2);
      assertThatThrownBy(() -> bundled.load("tiny", root, DownloadProgress.none()))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("is bundled");
      ImageSets empty =
          sets.with(new ImageSource.Bundled("tiny", SmallSet.digests(), loader, "nowhere"));
      assertThatThrownBy(() -> empty.load("tiny", null, DownloadProgress.none()))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("nowhere/train-images-idx3-ubyte.gz");
    }
  }

  @Test
  void refusesAnUnknownName() {
    assertThatThrownBy(() -> sets.load("smal", null, DownloadProgress.none()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("No data set 'smal'. Did you mean 'small'? Available: small.");
    assertThat(ImageSets.standard().names()).containsExactly("fashion-mnist", "mnist");
  }

  @Test
  void refusesASourceWithoutFourDigests() {
    assertThatThrownBy(() -> new ImageSource.Downloadable("x", List.of("a"), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'x' has 1 digests");
  }
}
