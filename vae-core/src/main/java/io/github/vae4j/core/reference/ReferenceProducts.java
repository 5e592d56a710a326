package io.github.vae4j.core.reference;

import io.github.vae4j.api.tensor.LinearAlgebra;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.ShapeRules;
import io.github.vae4j.api.tensor.Tensor;
import java.util.Arrays;

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
    for (int i = 0; i < left.starts.length; i++) {
      for (int row = 0; row < left.rows; row++) {
        addProduct(left, right, i, row, products, (i * left.rows + row) * right.columns);
      }
    }
    return result("matmul", shape, products);
  }

  /** Adds one row of matrix i of the left, times matrix i of the right. */
  private static void addProduct(
      Matrices left, Matrices right, int i, int row, double[] products, int start) {
    for (int k = 0; k < left.columns; k++) {
      double factor = left.at(i, row, k);
      int from = right.starts[i] + k * right.columns;
      for (int column = 0; column < right.columns; column++) {
        products[start + column] += factor * right.values[from + column];
      }
    }
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
    Shape shape = x.shape();
    double[] values = values(operation, x);
    int rows = shape.dim(transpose ? -1 : -2);
    int columns = shape.dim(transpose ? -2 : -1);
    int[] starts = Positions.broadcast(shape.dropTrailing(2), batch);
    for (int i = 0; i < starts.length; i++) {
      starts[i] *= rows * columns;
    }
    return new Matrices(transpose ? transposed(values, shape) : values, starts, rows, columns);
  }

  private static double[] transposed(double[] values, Shape shape) {
    int[] axes = new int[shape.rank()];
    Arrays.setAll(axes, i -> i);
    axes[axes.length - 2] = axes.length - 1;
    axes[axes.length - 1] = axes.length - 2;
    return at(values, Positions.along(shape, axes), 0);
  }

  /** A batch of matrices, those of a broadcast axis repeated. */
  private static final class Matrices {
    final double[] values;
    final int[] starts;
    final int rows;
    final int columns;

    Matrices(double[] values, int[] starts, int rows, int columns) {
      this.values = values;
      this.starts = starts;
      this.rows = rows;
      this.columns = columns;
    }

    double at(int i, int row, int column) {
      return values[starts[i] + row * columns + column];
    }
  }
}
