package io.github.vae4j.core.data;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The four files of a set of images, under the names that MNIST gave them. */
enum ImageFile {
  TRAIN_IMAGES("train-images-idx3-ubyte"),
  TRAIN_LABELS("train-labels-idx1-ubyte"),
  TEST_IMAGES("t10k-images-idx3-ubyte"),
  TEST_LABELS("t10k-labels-idx1-ubyte");

  private final String plain;

  ImageFile(String plain) {
    this.plain = plain;
  }

  String plain() {
    return plain;
  }

  String gzipped() {
    return plain + ".gz";
  }

  /** Returns the names of some files, gzipped, for a message. */
  static String names(List<ImageFile> files) {
    return files.stream().map(ImageFile::gzipped).collect(Collectors.joining(", "));
  }

  static List<ImageFile> all() {
    return Arrays.asList(values());
  }
}
