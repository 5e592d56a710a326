package io.github.vae4j.core.distribution;

import io.github.vae4j.api.distribution.Distribution;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;

/**
 * The one rule of shapes that all distributions share: (rows…, event…), rows broadcasting with the
 * batch.
 */
final class Rows {
  private Rows() {}

  /** Returns the broadcast of the rows of {@code x} with the batch of {@code d}. */
  static Shape of(String operation, Distribution d, Tensor x) {
    Shape shape = x.shape();
    int rank = d.event().rank();
    if (shape.rank() < rank || !shape.trailing(rank).equals(d.event())) {
      throw new IllegalArgumentException(
          operation
              + " of "
              + name(d)
              + ": x has shape "
              + shape
              + " and the event is "
              + d.event()
              + "; x must be (rows..., event...)");
    }
    return Shape.broadcast(operation + " of " + name(d), shape.dropTrailing(rank), d.batch());
  }

  /** Returns the shape (rows…, event…) of a draw. */
  static Shape draw(String operation, Distribution d, Shape rows) {
    String described = operation + " of " + name(d);
    if (!Shape.broadcast(described, rows, d.batch()).equals(rows)) {
      throw new IllegalArgumentException(
          described
              + ": the batch "
              + d.batch()
              + " does not broadcast to the rows "
              + rows
              + "; rows are all leading axes of the result");
    }
    return rows.append(d.event());
  }

  /**
   * Returns (batches of both broadcast…, event…), refusing two distributions over different events.
   */
  static Shape joint(Distribution q, Distribution p) {
    String operation = "kl of " + name(q) + " and " + name(p);
    if (!q.event().equals(p.event())) {
      throw new IllegalArgumentException(
          operation
              + ": the events differ: "
              + q.event()
              + " and "
              + p.event()
              + "; they must be equal");
    }
    return Shape.broadcast(operation, q.batch(), p.batch()).append(q.event());
  }

  /** Splits a shape of parameters into batch and event. */
  static Shape batch(String name, Shape parameters, int eventRank) {
    if (eventRank < 0 || eventRank > parameters.rank()) {
      throw new IllegalArgumentException(
          name
              + ": parameters of shape "
              + parameters
              + " have no event of rank "
              + eventRank
              + "; it must be from 0 to "
              + parameters.rank());
    }
    return parameters.dropTrailing(eventRank);
  }

  /** Returns {@code x} repeated to a shape, or itself if it has that shape. */
  static Tensor to(Tensor x, Shape shape) {
    return x.shape().equals(shape) ? x : x.broadcastTo(shape);
  }

  /** Returns {@code x} summed over its last {@code eventRank} axes. */
  static Tensor sumEvent(Tensor x, int eventRank) {
    if (eventRank == 0) {
      return x;
    }
    int[] axes = new int[eventRank];
    for (int i = 0; i < eventRank; i++) {
      axes[i] = -1 - i;
    }
    return x.sum(axes);
  }

  private static String name(Distribution d) {
    return d.getClass().getSimpleName();
  }
}
