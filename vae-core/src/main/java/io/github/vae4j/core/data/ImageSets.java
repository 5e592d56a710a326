package io.github.vae4j.core.data;

import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.core.plugin.DidYouMean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The sets of images that can be asked for by name. Immutable.
 *
 * <p>A set that is not bundled is read from the directory given, else from {@code
 * $VAE4J_DATA/<name>} where there is such a directory, else from the user's cache, into which what
 * is missing is downloaded. Its content is always checked.
 */
public final class ImageSets {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final DataEnvironment environment;
  private final Map<String, ImageSource> sources;
  private final Duration patience;

  private ImageSets(
      DataEnvironment environment, Map<String, ImageSource> sources, Duration patience) {
    this.environment = environment;
    this.sources = sources;
    this.patience = patience;
  }

  /**
   * Returns {@code mnist} and {@code fashion-mnist}, looked for as this process's environment says.
   */
  public static ImageSets standard() {
    return of(DataEnvironment.ofThisProcess())
        .with(ImageSource.mnist())
        .with(ImageSource.fashionMnist());
  }

  /** Returns no sets yet, to be looked for as {@code environment} says. */
  public static ImageSets of(DataEnvironment environment) {
    return new ImageSets(environment, Map.of(), PATIENCE);
  }

  /** Returns these sets and one more, which takes the place of any of its name. */
  public ImageSets with(ImageSource source) {
    Map<String, ImageSource> more = new TreeMap<>(sources);
    more.put(source.name(), source);
    return new ImageSets(environment, more, patience);
  }

  /** Returns these sets, given up on by a mirror that sends nothing for so long. */
  ImageSets withPatience(Duration shorter) {
    return new ImageSets(environment, sources, shorter);
  }

  /** Returns the names that can be asked for, sorted. */
  public List<String> names() {
    return List.copyOf(sources.keySet());
  }

  /**
   * Reads a set, downloading it if need be.
   *
   * @param directory where its four files are, or null to look in the usual places
   * @throws ConfigurationException if there is no set of that name, or a directory is given for a
   *     bundled one
   * @throws DataException if a file is missing, damaged or of another content, or cannot be had;
   *     the message says where to put which files
   */
  public ImageSet load(String name, @Nullable Path directory, DownloadProgress progress) {
    ImageSource source = sources.get(name);
    if (source == null) {
      throw new ConfigurationException(
          "No data set '" + name + "'. " + DidYouMean.among(name, names()));
    }
    if (source instanceof ImageSource.Bundled bundled) {
      if (directory != null) {
        throw new ConfigurationException(
            "Data set '"
                + name
                + "' is bundled and read from no directory; leave out --data-dir "
                + directory
                + ", or ask for another of: "
                + String.join(", ", names()));
      }
      return ImageFiles.fromResources(bundled);
    }
    return loadFiles((ImageSource.Downloadable) source, directory, progress);
  }

  private ImageSet loadFiles(
      ImageSource.Downloadable source, @Nullable Path given, DownloadProgress progress) {
    Optional<Path> own =
        given == null
            ? environment.data(source.name()).filter(Files::isDirectory)
            : Optional.of(given);
    if (own.isPresent()) {
      refuseMissing(source, own.get());
      return ImageFiles.fromDirectory(source, own.get());
    }
    Path cache = environment.cache(source.name());
    try {
      ImageCache downloads = new ImageCache(source, cache, patience);
      missing(cache).forEach(file -> downloads.fetch(file, progress));
    } catch (DataException e) {
      throw new DataException(advice(source, cache) + " The download failed: " + e.getMessage(), e);
    }
    return ImageFiles.fromDirectory(source, cache);
  }

  private static void refuseMissing(ImageSource source, Path directory) {
    List<ImageFile> missing = missing(directory);
    if (!missing.isEmpty()) {
      throw new DataException(
          "Data set '"
              + source.name()
              + "': "
              + directory
              + (Files.isDirectory(directory) ? "" : " is not a directory; it")
              + " should hold "
              + ImageFile.names(missing)
              + " (or the same without .gz)");
    }
  }

  private static List<ImageFile> missing(Path directory) {
    return ImageFile.all().stream()
        .filter(file -> ImageFiles.find(directory, file).isEmpty())
        .toList();
  }

  private static String advice(ImageSource source, Path cache) {
    return "Data set '"
        + source.name()
        + "' is not on this machine. Put "
        + ImageFile.names(ImageFile.all())
        + " (or the same without .gz) into any directory and name it (--data-dir), or into $"
        + DataEnvironment.DATA_VARIABLE
        + "/"
        + source.name()
        + ", or into "
        + cache
        + ".";
  }
}
