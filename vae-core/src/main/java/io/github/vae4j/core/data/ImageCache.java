package io.github.vae4j.core.data;

import io.github.vae4j.core.files.PendingFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills a directory with the files of a set from its mirrors; only files of the right content get
 * there.
 */
final class ImageCache {
  private static final Logger LOG = LoggerFactory.getLogger(ImageCache.class);

  private final ImageSource.Downloadable source;
  private final Path directory;
  private final Duration patience;
  private final Deque<URI> mirrors;

  ImageCache(ImageSource.Downloadable source, Path directory, Duration patience) {
    this.source = source;
    this.directory = directory;
    this.patience = patience;
    this.mirrors = new ArrayDeque<>(source.mirrors());
  }

  /**
   * Fetches one file.
   *
   * @throws DataException if the cache cannot be written or no mirror gives the file; the message
   *     has each mirror's reason
   */
  void fetch(ImageFile file, DownloadProgress progress) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new DataException("cannot make the cache directory " + directory + ": " + e, e);
    }
    List<String> reasons = new ArrayList<>();
    for (int tried = 0; tried < source.mirrors().size(); tried++) {
      URI address = mirrors.getFirst().resolve(file.gzipped());
      try {
        fetch(file, address, progress);
        return;
      } catch (IOException | DataException e) {
        LOG.debug("{} gave no {}: {}", address, file.gzipped(), reason(e));
        reasons.add(address + ": " + reason(e));
        // The next file is not to wait for this one again.
        mirrors.addLast(mirrors.removeFirst());
      }
    }
    throw new DataException(
        "no mirror gave " + file.gzipped() + " (" + String.join("; ", reasons) + ")");
  }

  private void fetch(ImageFile file, URI address, DownloadProgress progress) throws IOException {
    try (PendingFile pending = PendingFile.beside(directory.resolve(file.gzipped()))) {
      // Should the user stop the program here, the part that came goes with it.
      pending.path().toFile().deleteOnExit();
      new Download(file.gzipped(), pending.channel(), patience).from(address, progress);
      try (InputStream bytes = Files.newInputStream(pending.path())) {
        ImageFiles.read(file, bytes, file.gzipped(), source);
      }
      pending.commit();
    }
  }

  private static String reason(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
