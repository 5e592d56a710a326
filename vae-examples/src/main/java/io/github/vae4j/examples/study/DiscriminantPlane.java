package io.github.vae4j.examples.study;

import java.util.stream.IntStream;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/**
 * The plane in which classes lie furthest apart: of Fisher's linear discriminants the first two.
 *
 * @param axes (2, coordinates), along which the classes' own variance is 1 on average; 0 where
 *     there are fewer than two
 * @param centre (coordinates), what becomes the origin
 * @param separation the share of all variance between classes along each of the two axes, 0 to 1
 */
@SuppressWarnings("ArrayRecordComponent") // Numbers are handed over, not compared.
record DiscriminantPlane(RealMatrix axes, RealVector centre, double[] separation) {
  private static final int AXES = 2;

  /** Leaves an inverse where a coordinate stands still. */
  private static final double LEAST_VARIANCE = 1e-6;

  /**
   * Finds the plane of labelled points.
   *
   * @param points (rows, coordinates)
   * @param labels one a row, below {@code classes}
   */
  static DiscriminantPlane of(float[][] points, int[] labels, int classes) {
    int size = points[0].length;
    RealMatrix means = MatrixUtils.createRealMatrix(classes, size);
    double[] shares = new double[classes];
    for (int i = 0; i < points.length; i++) {
      means.setRowVector(labels[i], means.getRowVector(labels[i]).add(vector(points[i])));
      shares[labels[i]] += 1.0 / points.length;
    }
    RealVector centre = MatrixUtils.createRealVector(size);
    for (int i = 0; i < classes; i++) {
      centre = centre.add(means.getRowVector(i).mapDivide(points.length));
      means.setRowVector(
          i, means.getRowVector(i).mapDivide(Math.max(1, shares[i] * points.length)));
    }
    RealMatrix between = MatrixUtils.createRealMatrix(size, size);
    for (int i = 0; i < classes; i++) {
      RealVector off = means.getRowVector(i).subtract(centre);
      between = between.add(off.outerProduct(off).scalarMultiply(shares[i]));
    }
    return of(within(points, labels, means), between, centre);
  }

  private static RealMatrix within(float[][] points, int[] labels, RealMatrix means) {
    RealMatrix rows = MatrixUtils.createRealMatrix(points.length, points[0].length);
    for (int i = 0; i < points.length; i++) {
      rows.setRowVector(i, vector(points[i]).subtract(means.getRowVector(labels[i])));
    }
    RealMatrix within = rows.transposeMultiply(rows).scalarMultiply(1.0 / points.length);
    for (int j = 0; j < within.getRowDimension(); j++) {
      within.addToEntry(j, j, LEAST_VARIANCE);
    }
    return within;
  }

  /** Solves B v = λ W v by the eigenvectors of L⁻¹ B L⁻ᵀ, where W = L Lᵀ. */
  private static DiscriminantPlane of(RealMatrix within, RealMatrix between, RealVector centre) {
    RealMatrix inverse = MatrixUtils.inverse(new CholeskyDecomposition(within).getL());
    EigenDecompositionSymmetric eigen =
        new EigenDecompositionSymmetric(inverse.multiply(between).multiplyTransposed(inverse));
    double all = IntStream.range(0, centre.getDimension()).mapToDouble(eigen::getEigenvalue).sum();
    RealMatrix axes = MatrixUtils.createRealMatrix(AXES, centre.getDimension());
    double[] separation = new double[AXES];
    for (int axis = 0; axis < Math.min(AXES, centre.getDimension()); axis++) {
      axes.setRowVector(axis, inverse.preMultiply(eigen.getEigenvector(axis)));
      separation[axis] = eigen.getEigenvalue(axis) / all;
    }
    return new DiscriminantPlane(axes, centre, separation);
  }

  /** Returns the coordinates of points in the plane, (rows, 2). */
  double[][] project(float[][] points) {
    double[][] projected = new double[points.length][];
    for (int i = 0; i < points.length; i++) {
      projected[i] = axes.operate(vector(points[i]).subtract(centre)).toArray();
    }
    return projected;
  }

  private static RealVector vector(float[] values) {
    return MatrixUtils.createRealVector(
        IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray());
  }
}
