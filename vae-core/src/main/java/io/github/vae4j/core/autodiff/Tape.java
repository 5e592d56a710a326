package io.github.vae4j.core.autodiff;

import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Operations that are remembered, so that a number computed by them can be differentiated.
 *
 * <p>Each runs on the raw operations of one scope and leaves its vector-Jacobian product on the
 * tape if an operand is recorded: a {@linkplain #view look at a state}, a {@link #variable}, or a
 * result of such. All other tensors are constants, and results of constants are made by the raw
 * operations alone. One backward pass runs through the tape from the last call to the first,
 * computes what was asked for and no other gradient, and drops what was saved; from then on nothing
 * is recorded. What states hold must not change between the recording and the pass, which reads it
 * again.
 *
 * <p>A tape belongs to the thread of its scope. Comparisons, {@code sign}, {@code floor} and {@code
 * argmax}, index operands and the condition of {@code select} have no gradient, and their results
 * are constants.
 */
public final class Tape extends TapeAdjoints {
  private final Leaves leaves = new Leaves();

  /**
   * Starts an empty tape over the operations of a scope.
   *
   * @throws IllegalArgumentException if they are a tape already
   */
  public Tape(Ops raw) {
    super(raw);
  }

  /**
   * Records a constant as a leaf of its own.
   *
   * @return the same values, to be differentiated in
   * @throws IllegalArgumentException if {@code constant} is recorded already
   * @throws IllegalStateException after the backward pass
   */
  public Tensor variable(Tensor constant) {
    if (value("variable", constant) != constant) {
      throw new IllegalArgumentException(
          "variable: the tensor of shape "
              + constant.shape()
              + " is recorded already; use it as it is");
    }
    return recorder.leaf(this, constant);
  }

  /** Returns a look at a state as a leaf; the same range in the same shape is the same leaf. */
  @Override
  public Tensor view(State state, long offset, Shape shape) {
    Tensor look = raw.view(state, offset, shape);
    return recorder.finished()
        ? look
        : leaves.leaf(state, offset, shape, () -> recorder.leaf(this, look));
  }

  /**
   * Writes the gradient of a loss in every leaf that looks at a state; see {@link
   * #gradients(Tensor, State, State, List)}.
   *
   * @param loss one entry
   * @param parameters the state looked at
   * @param into of the same layout
   */
  public void gradients(Tensor loss, State parameters, State into) {
    gradients(loss, parameters, into, List.of());
  }

  /**
   * Returns the gradients of a loss in recorded tensors, as constants of their shapes, zeros where
   * the loss does not depend on one.
   *
   * @param loss one entry
   * @param of recorded on this tape
   * @throws IllegalArgumentException if the loss is not one number, or a tensor is not recorded
   *     here
   * @throws IllegalStateException if the tape has run backward before
   */
  public List<Tensor> gradients(Tensor loss, List<Tensor> of) {
    List<RecordedTensor> wanted = recorded(of);
    return collect(recorder.backward(loss, wanted), wanted);
  }

  /**
   * Both in one backward pass: writes the gradient of a loss in every leaf that looks at {@code
   * parameters} into {@code into} at the leaf's offset (zeros where the loss does not depend on it,
   * the sum where leaves overlap; the rest of {@code into} stays), and returns those in other
   * recorded tensors.
   *
   * @param loss one entry
   * @param parameters the state looked at
   * @param into of the same layout
   * @param of recorded on this tape
   * @throws IllegalArgumentException if the loss is not one number, or a tensor is not recorded
   *     here
   * @throws IllegalStateException if the tape has run backward before
   */
  public List<Tensor> gradients(Tensor loss, State parameters, State into, List<Tensor> of) {
    List<RecordedTensor> others = recorded(of);
    List<RecordedTensor> wanted = new ArrayList<>(leaves.of(parameters));
    wanted.addAll(others);
    Gradients gradients = recorder.backward(loss, wanted);
    leaves.write(parameters, gradients, into);
    return collect(gradients, others);
  }

  private List<RecordedTensor> recorded(List<Tensor> tensors) {
    List<RecordedTensor> recorded = new ArrayList<>();
    for (Tensor tensor : tensors) {
      if (value("gradients", tensor) == tensor || !(tensor instanceof RecordedTensor known)) {
        throw new IllegalArgumentException(
            "gradients: tensor "
                + recorded.size()
                + " of those asked for, of shape "
                + tensor.shape()
                + ", is not recorded on this tape; make it by variable(), or compute it from what is recorded");
      }
      recorded.add(known);
    }
    return recorded;
  }

  private List<Tensor> collect(Gradients gradients, List<RecordedTensor> wanted) {
    List<Tensor> collected = new ArrayList<>();
    for (RecordedTensor x : wanted) {
      Tensor gradient = gradients.of(x.node());
      collected.add(gradient == null ? raw.full(0, x.shape()) : gradient);
    }
    return collected;
  }

  @Override
  public Backend backend() {
    return raw.backend();
  }

  @Override
  public boolean recording() {
    return true;
  }

  @Override
  public int depth() {
    return raw.depth();
  }

  @Override
  public boolean open() {
    return raw.open();
  }
}
