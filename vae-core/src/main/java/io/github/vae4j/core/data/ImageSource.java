package io.github.vae4j.core.data;

import java.net.URI;
import java.util.List;

/**
 * Where a set of images of the form of MNIST comes from: four IDX files, gzipped, known by the
 * SHA-256 of their content.
 */
public sealed interface ImageSource {
  /** Returns the name that users ask for it by. */
  String name();

  /**
   * Returns the SHA-256, in hexadecimal digits, of the decompressed files: training images,
   * training labels, test images, test labels.
   */
  List<String> digests();

  /**
   * A set that comes with the program.
   *
   * @param name the name that users ask for it by
   * @param digests see {@link #digests()}
   * @param loader finds the files
   * @param directory where they are among its resources, such as {@code digits}
   */
  record Bundled(String name, List<String> digests, ClassLoader loader, String directory)
      implements ImageSource {
    /** Copies the list and refuses any but four digests. */
    public Bundled {
      digests = four(name, digests);
    }
  }

  /**
   * A set that users have, or that is fetched once.
   *
   * @param name the name that users ask for it by, also that of its directory
   * @param digests see {@link #digests()}
   * @param mirrors directories that hold the four files, in the order in which to try them; each
   *     ends in a slash
   */
  record Downloadable(String name, List<String> digests, List<URI> mirrors) implements ImageSource {
    /** Copies the lists and refuses any but four digests. */
    public Downloadable {
      digests = four(name, digests);
      mirrors = List.copyOf(mirrors);
    }
  }

  /**
   * Returns MNIST of Y. LeCun and C. Cortes: 60,000 and 10,000 handwritten digits of 28 × 28 grey
   * levels.
   */
  static ImageSource mnist() {
    return new Downloadable(
        "mnist",
        List.of(
            "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
            "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
            "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
            "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
        List.of(
            URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/"),
            URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/")));
  }

  /**
   * Returns Fashion-MNIST of H. Xiao, K. Rasul and R. Vollgraf (arXiv:1708.07747): as many pieces
   * of clothing.
   */
  static ImageSource fashionMnist() {
    return new Downloadable(
        "fashion-mnist",
        List.of(
            "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
            "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
            "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
            "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"),
        List.of(
            URI.create(
                "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/"),
            URI.create("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/")));
  }

  private static List<String> four(String name, List<String> digests) {
    if (digests.size() != ImageFile.values().length) {
      throw new IllegalArgumentException(
          "ImageSource: '"
              + name
              + "' has "
              + digests.size()
              + " digests; give one for each of "
              + ImageFile.names(ImageFile.all()));
    }
    return List.copyOf(digests);
  }
}
