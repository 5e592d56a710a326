package io.github.vae4j.core.data;

/** Is told how a download goes, on the thread that asked for the data. */
@FunctionalInterface
public interface DownloadProgress {
  /**
   * Tells how much of a file has come; called some times a second, and once at its end.
   *
   * @param file its name
   * @param received bytes so far
   * @param total bytes to come in all, or −1 where the mirror does not say
   */
  void received(String file, long received, long total);

  /** Returns one that does nothing. */
  static DownloadProgress none() {
    return (file, received, total) -> {};
  }
}
