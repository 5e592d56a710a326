package io.github.vae4j.core.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A set of three images to train on and two to test with, 2 × 2 each. */
final class SmallSet {
  private SmallSet() {}

  static byte[] content(ImageFile file) {
    return switch (file) {
      case TRAIN_IMAGES -> IdxBytes.counting(3, 2, 2);
      case TRAIN_LABELS -> IdxBytes.counting(3);
      case TEST_IMAGES -> IdxBytes.counting(2, 2, 2);
      case TEST_LABELS -> IdxBytes.counting(2);
    };
  }

  static String digest(ImageFile file) {
    return IdxFile.read(new ByteArrayInputStream(content(file)), "test").digest();
  }

  static List<String> digests() {
    return ImageFile.all().stream().map(SmallSet::digest).toList();
  }

  static ImageSource downloadable(URI... mirrors) {
    return new ImageSource.Downloadable("small", digests(), List.of(mirrors));
  }

  static Path write(Path directory, boolean gzipped) throws IOException {
    Files.createDirectories(directory);
    for (ImageFile file : ImageFile.all()) {
      byte[] content = content(file);
      Files.write(
          directory.resolve(gzipped ? file.gzipped() : file.plain()),
          gzipped ? IdxBytes.gzip(content) : content);
    }
    return directory;
  }
}
