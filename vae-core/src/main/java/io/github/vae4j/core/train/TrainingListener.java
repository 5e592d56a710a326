package io.github.vae4j.core.train;

import java.nio.file.Path;

/** Is told how training goes, on the thread that trains. */
public interface TrainingListener {
  /** Some batches of an epoch are done. */
  default void progress(Progress progress) {}

  /** An epoch is done. */
  default void epochEnded(EpochReport report) {}

  /** A checkpoint was written. */
  default void checkpointed(Path file) {}

  /**
   * Where training stands within an epoch.
   *
   * @param epoch from 1
   * @param epochs of the whole training
   * @param batch done in this epoch
   * @param batches of an epoch
   * @param loss mean so far in this epoch, nats per row
   * @param kl mean so far in this epoch, nats per row
   * @param rowsPerSecond since this run began
   * @param secondsLeft at that speed until the last epoch is done
   */
  record Progress(
      int epoch,
      int epochs,
      long batch,
      long batches,
      double loss,
      double kl,
      double rowsPerSecond,
      double secondsLeft) {}
}
