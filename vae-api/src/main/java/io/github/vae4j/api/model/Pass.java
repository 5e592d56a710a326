package io.github.vae4j.api.model;

import io.github.vae4j.api.random.Noise;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Tensor;

/**
 * One evaluation of a model: the operations, the parameters' values and the noise. A pass belongs
 * to one thread and one scope.
 */
public interface Pass {
  /** Returns the operations to compute with. */
  Ops ops();

  /**
   * Returns the value of a parameter, differentiable where it is trained.
   *
   * @throws IllegalArgumentException if it is not this model's, or a row table
   */
  Tensor value(Parameter key);

  /**
   * Returns rows of a row table, (n, shape…), differentiable in a training step.
   *
   * @param rows (n) as given by {@link Batch#rows()}
   * @throws IllegalArgumentException if the key is not a row table of this model
   */
  Tensor rows(Parameter key, Tensor rows);

  /**
   * Returns the noise of this pass; draw {@linkplain Noise#at at} a place that you {@linkplain
   * BuildContext#place claimed}.
   */
  Noise noise();

  /** Returns whether this is a training step (dropout drops, moving averages move). */
  boolean training();

  /**
   * Returns whether training moves the group of a parameter, in this step or in another: false
   * outside training and for a group that is frozen for good, whose running statistics are then
   * read instead of the batch's.
   */
  boolean moves(Parameter key);

  /**
   * Returns the present value of a schedule as a scalar, such as {@code beta}.
   *
   * @throws IllegalArgumentException if there is none of that name; the message lists those there
   *     are
   */
  Tensor schedule(String name);

  /** Returns this pass with parameters read as constants. */
  Pass frozen();

  /** Returns this pass with noise at another place. */
  Pass at(String place);

  /** Returns this pass with {@link #propose} doing nothing. */
  Pass withoutUpdates();

  /**
   * Offers a new value of a tracked parameter, to be applied after the update if the step stays
   * finite; ignored outside training and while the parameter's group stands still.
   *
   * @throws IllegalArgumentException if the key is not a tracked one of this model, or the shape is
   *     not its
   * @throws IllegalStateException if a value was proposed for it already; a component that computes
   *     the same twice in a step does so {@linkplain #withoutUpdates without updates} but once
   */
  void propose(Parameter key, Tensor value);
}
