package io.github.vae4j.core.train;

import io.github.vae4j.core.model.Weights;
import java.util.List;

/**
 * What training gave.
 *
 * @param weights the trained values, averaged where the plan says so; the caller closes them
 * @param history one report for each epoch of this run
 * @param end why it ended
 */
public record TrainingResult(Weights weights, List<EpochReport> history, End end) {
  /** Why training ended. */
  public enum End {
    /** All epochs are done. */
    DONE,
    /** The validation bound has not improved for as long as the plan's patience. */
    NO_IMPROVEMENT,
    /** {@link Trainer#stop} was called. */
    STOPPED
  }

  /** Copies the list. */
  public TrainingResult {
    history = List.copyOf(history);
  }
}
