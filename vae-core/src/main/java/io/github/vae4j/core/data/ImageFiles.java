package io.github.vae4j.core.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** Reading the four files of a set, each held against the digest it is known by. */
final class ImageFiles {
  private ImageFiles() {}

  /** Returns the file of a directory, gzipped or not. */
  static Optional<Path> find(Path directory, ImageFile file) {
    Path gzipped = directory.resolve(file.gzipped());
    Path plain = directory.resolve(file.plain());
    return Files.isRegularFile(gzipped)
        ? Optional.of(gzipped)
        : Optional.of(plain).filter(Files::isRegularFile);
  }

  static ImageSet fromDirectory(ImageSource source, Path directory) {
    return set(
        source,
        directory.toString(),
        file ->
            read(file, find(directory, file).orElse(directory.resolve(file.gzipped())), source));
  }

  static ImageSet fromResources(ImageSource.Bundled source) {
    return set(source, "bundled", file -> readResource(file, source));
  }

  static IdxFile read(ImageFile file, Path path, ImageSource source) {
    return checked(file, IdxFile.read(path), path.toString(), source);
  }

  static IdxFile read(ImageFile file, InputStream bytes, String where, ImageSource source) {
    return checked(file, IdxFile.read(bytes, where), where, source);
  }

  private static IdxFile readResource(ImageFile file, ImageSource.Bundled source) {
    String name = source.directory() + "/" + file.gzipped();
    try (InputStream bytes = source.loader().getResourceAsStream(name)) {
      if (bytes == null) {
        throw new DataException(
            "data set '"
                + source.name()
                + "': no resource "
                + name
                + " on the class path; the jar is incomplete");
      }
      return read(file, bytes, name, source);
    } catch (IOException e) {
      throw new DataException(
          "data set '" + source.name() + "': resource " + name + " cannot be read: " + e, e);
    }
  }

  private static IdxFile checked(ImageFile file, IdxFile read, String where, ImageSource source) {
    String expected = source.digests().get(ImageFile.all().indexOf(file));
    if (!read.digest().equals(expected)) {
      throw new DataException(
          "IDX file "
              + where
              + " is not that of '"
              + source.name()
              + "': SHA-256 of its content is "
              + read.digest()
              + ", expected "
              + expected
              + "; replace or delete it");
    }
    return read;
  }

  private static ImageSet set(
      ImageSource source, String origin, Function<ImageFile, IdxFile> reader) {
    Dataset train =
        reader.apply(ImageFile.TRAIN_IMAGES).images(reader.apply(ImageFile.TRAIN_LABELS));
    Dataset test = reader.apply(ImageFile.TEST_IMAGES).images(reader.apply(ImageFile.TEST_LABELS));
    return new ImageSet(source.name(), train, test, origin);
  }
}
