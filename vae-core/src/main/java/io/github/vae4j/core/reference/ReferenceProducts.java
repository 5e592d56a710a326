package io.github.vae4j.core.reference;

import io.github.vae4j.api.tensor.LinearAlgebra;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.ShapeRules;
import io.github.vae4j.api.tensor.Tensor;

/** Matrix operations over the last two axes. */
abstract class ReferenceProducts extends ReferenceReductions implements LinearAlgebra {
  ReferenceProducts(ReferenceScope scope) {
    super(scope);
  }

  @Override
  public final Tensor matmul(Tensor a, Tensor b, boolean transposeA, boolean transposeB) {
    Shape shape = ShapeRules.matmul(a.shape(), b.shape(), transposeA, transposeB);
    Shape batch = shape.dropTrailing(2);
    Matrices left = matrices("matmul", a, batch, transposeA);
    Matrices right = matrices("matmul", b, batch, transposeB);
    double[] products = new double[size(shape)];
    int at = 0;
    for (int i = 0; i < left.starts.length; i++) {
      for (int row = 0; row < left.rows; row++) {
        for (int column = 0; column < right.columns; column++) {
          products[at++] = product(left, right, i, row, column);
        }
      }
    }
    return result("matmul", shape, products);
  }

  private static double product(Matrices left, Matrices right, int i, int row, int column) {
    double sum = 0;
    int a = left.starts[i] + row * left.rowStride;
    int b = right.starts[i] + column * right.columnStride;
    for (int k = 0; k < left.columns; k++) {
      sum += left.values[a + k * left.columnStride] * right.values[b + k * right.rowStride];
    }
    return sum;
  }

  @Override
  public final Tensor triangularSolve(
      Tensor triangle, Tensor right, boolean lower, boolean transpose) {
    Shape shape = ShapeRules.triangularSolve(triangle.shape(), right.shape());
    Shape batch = shape.dropTrailing(2);
    Matrices t = matrices("triangularSolve", triangle, batch, transpose);
    Matrices b = matrices("triangularSolve", right, batch, false);
    double[] solved = new double[size(shape)];
    for (int i = 0; i < t.starts.length; i++) {
      for (int column = 0; column < b.columns; column++) {
        // a transposed lower triangle is an upper one
        solve(t, b, i, column, lower != transpose, solved);
      }
    }
    return result("triangularSolve", shape, solved);
  }

  /** Substitutes forward for a lower triangle and backward for an upper one. */
  private static void solve(
      Matrices t, Matrices b, int i, int column, boolean lower, double[] solved) {
    int n = t.rows;
    int start = i * n * b.columns + column;
    for (int step = 0; step < n; step++) {
      int row = lower ? step : n - 1 - step;
      double rest = b.at(i, row, column);
      for (int k = lower ? 0 : row + 1; k < (lower ? row : n); k++) {
        rest -= t.at(i, row, k) * solved[start + k * b.columns];
      }
      solved[start + row * b.columns] = rest / t.at(i, row, row);
    }
  }

  private Matrices matrices(String operation, Tensor x, Shape batch, boolean transpose) {
    int rows = x.shape().dim(-2);
    int columns = x.shape().dim(-1);
    int[] starts = Positions.broadcast(x.shape().dropTrailing(2), batch);
    for (int i = 0; i < starts.length; i++) {
      starts[i] *= rows * columns;
    }
    return new Matrices(values(operation, x), starts, rows, columns, transpose);
  }

  /** A batch of matrices, those of a broadcast axis repeated. */
  private static final class Matrices {
    final double[] values;
    final int[] starts;
    final int rows;
    final int columns;
    final int rowStride;
    final int columnStride;

    Matrices(double[] values, int[] starts, int rows, int columns, boolean transposed) {
      this.values = values;
      this.starts = starts;
      this.rows = transposed ? columns : rows;
      this.columns = transposed ? rows : columns;
      this.rowStride = transposed ? 1 : columns;
      this.columnStride = transposed ? columns : 1;
    }

    double at(int i, int row, int column) {
      return values[starts[i] + row * rowStride + column * columnStride];
    }
  }
}
