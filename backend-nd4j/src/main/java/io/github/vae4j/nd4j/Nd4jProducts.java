package io.github.vae4j.nd4j;

import io.github.vae4j.api.tensor.LinearAlgebra;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.ShapeRules;
import io.github.vae4j.api.tensor.Tensor;

/** Matrix operations over the last two axes. */
abstract class Nd4jProducts extends Nd4jReductions implements LinearAlgebra {
  /** Multiplications of small products of a batch that one thread does together. */
  private static final long TOGETHER = 100_000;

  Nd4jProducts(Nd4jScope scope) {
    super(scope);
  }

  @Override
  public final Tensor matmul(Tensor a, Tensor b, boolean transposeA, boolean transposeB) {
    Shape shape = ShapeRules.matmul(a.shape(), b.shape(), transposeA, transposeB);
    Span left = span("matmul", a);
    Span right = span("matmul", b);
    Nd4jTensor result = result("matmul", shape);
    Span out = result.span("matmul");
    int inner = a.shape().dim(transposeA ? -2 : -1);
    Shape batch = shape.dropTrailing(2);
    if (right.size() == b.shape().trailing(2).size()
        && !transposeA
        && a.shape().dropTrailing(2).size() == batch.size()) {
      // one matrix on the right: the left ones are one tall matrix
      int rows = Math.toIntExact(batch.size() * shape.dim(-2));
      new Gemm(rows, shape.dim(-1), inner, false, transposeB).run(left, right, out, false, workers);
      return result;
    }
    Gemm one = new Gemm(shape.dim(-2), shape.dim(-1), inner, transposeA, transposeB);
    batch(one, matrices(left, a, batch), matrices(right, b, batch), matrices(out, result, batch));
    return result;
  }

  private void batch(Gemm one, Matrices a, Matrices b, Matrices c) {
    if (one.rows() == 0 || one.columns() == 0) {
      return;
    }
    Gemm.Cut cut = one.cut();
    if (cut.pieces() > 1) {
      workers.run(
          c.count() * cut.pieces(),
          (piece, s) -> {
            int i = piece / cut.pieces();
            one.piece(cut, piece % cut.pieces(), a.at(i), b.at(i), c.at(i), false, Gemm.NOTHING, s);
          });
      return;
    }
    int together = (int) Math.max(1, TOGETHER / Math.max(1, one.multiplications()));
    workers.pieces(
        c.count(),
        together,
        (first, count, s) -> {
          for (int i = first; i < first + count; i++) {
            one.piece(cut, 0, a.at(i), b.at(i), c.at(i), false, Gemm.NOTHING, s);
          }
        });
  }

  @Override
  public final Tensor triangularSolve(
      Tensor triangle, Tensor right, boolean lower, boolean transpose) {
    Shape shape = ShapeRules.triangularSolve(triangle.shape(), right.shape());
    Shape batch = shape.dropTrailing(2);
    Matrices t = matrices(span("triangularSolve", triangle), triangle, batch);
    Matrices b = matrices(span("triangularSolve", right), right, batch);
    Nd4jTensor result = result("triangularSolve", shape);
    Matrices x = matrices(result.span("triangularSolve"), result, batch);
    Triangle solver = new Triangle(shape.dim(-2), shape.dim(-1), lower, transpose);
    if (result.span("triangularSolve").size() > 0) {
      workers.run(x.count(), (i, s) -> solver.solve(t.at(i), b.at(i), x.at(i)));
    }
    return result;
  }

  private static Matrices matrices(Span span, Tensor x, Shape batch) {
    Shape own = x.shape().dropTrailing(2);
    int size = (int) x.shape().trailing(2).size();
    int[] starts = new int[(int) batch.size()];
    int[] strides = Stretched.strides(own);
    for (int i = 0; i < starts.length; i++) {
      int rest = i;
      for (int axis = 1; axis <= batch.rank(); axis++) {
        int index = rest % batch.dim(-axis);
        rest /= batch.dim(-axis);
        if (axis <= own.rank() && own.dim(-axis) > 1) {
          starts[i] += index * strides[own.rank() - axis] * size;
        }
      }
    }
    return new Matrices(span, starts, size);
  }

  /** A batch of matrices, those of a broadcast axis repeated. */
  private static final class Matrices {
    private final Span span;
    private final int[] starts;
    private final int size;

    Matrices(Span span, int[] starts, int size) {
      this.span = span;
      this.starts = starts;
      this.size = size;
    }

    int count() {
      return starts.length;
    }

    Span at(int i) {
      return new Span(span.block(), span.offset() + starts[i], size);
    }
  }
}
