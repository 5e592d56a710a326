package io.github.vae4j.examples.study;

import java.util.Arrays;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.stat.correlation.Covariance;

/**
 * Points seen in the plane in which they vary most, that of their first two principal components.
 *
 * @param points (rows, 2), about their mean; of points with one coordinate the second is 0
 * @param variance the share of all variance along each of the two axes, from 0 to 1
 */
@SuppressWarnings("ArrayRecordComponent") // Coordinates are handed over, not compared.
record PrincipalPlane(double[][] points, double[] variance) {
  private static final int AXES = 2;

  /** Projects points, (rows, coordinates), of which there must be two or more. */
  static PrincipalPlane of(float[][] points) {
    RealMatrix rows = MatrixUtils.createRealMatrix(points.length, points[0].length);
    for (int i = 0; i < points.length; i++) {
      for (int j = 0; j < points[i].length; j++) {
        rows.setEntry(i, j, points[i][j]);
      }
    }
    EigenDecompositionSymmetric components =
        new EigenDecompositionSymmetric(new Covariance(rows).getCovarianceMatrix());
    double all = Arrays.stream(components.getEigenvalues()).sum();
    double[][] projected = new double[points.length][AXES];
    double[] variance = new double[AXES];
    for (int axis = 0; axis < Math.min(AXES, rows.getColumnDimension()); axis++) {
      double[] along = rows.operate(components.getEigenvector(axis)).toArray();
      double mean = Arrays.stream(along).average().orElse(0);
      for (int i = 0; i < along.length; i++) {
        projected[i][axis] = along[i] - mean;
      }
      variance[axis] = components.getEigenvalue(axis) / all;
    }
    return new PrincipalPlane(projected, variance);
  }
}
