package io.github.vae4j.examples.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.stat.correlation.Covariance;

/** Where each class lies in a latent space: a Gaussian fitted to the codes of its members. */
final class ClassGaussians {
  /** Leaves a density where latents stand still, or where there are few codes. */
  private static final double LEAST_VARIANCE = 1e-6;

  private final List<Gaussian> gaussians;

  private ClassGaussians(List<Gaussian> gaussians) {
    this.gaussians = gaussians;
  }

  /**
   * Fits mean and full covariance of each class by the moments of its codes; 10⁻⁶ is added to the
   * variances.
   *
   * @param codes (rows, latent)
   * @param labels one a row, below {@code classes}
   * @throws IllegalArgumentException if a class has fewer than two codes
   */
  static ClassGaussians fit(float[][] codes, int[] labels, int classes) {
    List<List<double[]>> members = new ArrayList<>();
    for (int i = 0; i < classes; i++) {
      members.add(new ArrayList<>());
    }
    for (int i = 0; i < codes.length; i++) {
      members.get(labels[i]).add(doubles(codes[i]));
    }
    List<Gaussian> gaussians = new ArrayList<>();
    for (int i = 0; i < classes; i++) {
      if (members.get(i).size() < 2) {
        throw new IllegalArgumentException(
            "ClassGaussians: class "
                + i
                + " has "
                + members.get(i).size()
                + " codes, and a covariance needs two; take more images");
      }
      gaussians.add(Gaussian.fit(members.get(i).toArray(double[][]::new)));
    }
    return new ClassGaussians(gaussians);
  }

  /** Returns for each code the class whose Gaussian is densest there. */
  int[] classify(float[][] codes) {
    int[] classes = new int[codes.length];
    for (int row = 0; row < codes.length; row++) {
      double[] code = doubles(codes[row]);
      double highest = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < gaussians.size(); i++) {
        double density = gaussians.get(i).logDensity(code);
        if (density > highest) {
          highest = density;
          classes[row] = i;
        }
      }
    }
    return classes;
  }

  /** Returns draws from each class's Gaussian, class by class, (classes · perClass, latent). */
  float[][] draw(int perClass, int seed) {
    Random random = new Random(seed);
    float[][] codes = new float[perClass * gaussians.size()][];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = gaussians.get(i / perClass).draw(random);
    }
    return codes;
  }

  private static double[] doubles(float[] values) {
    double[] copy = new double[values.length];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = values[i];
    }
    return copy;
  }

  /**
   * N(mean, L Lᵀ).
   *
   * @param covariance decomposed
   * @param halfLogDeterminant Σ log Lᵢᵢ
   */
  private record Gaussian(
      RealVector mean, CholeskyDecomposition covariance, double halfLogDeterminant) {
    static Gaussian fit(double[][] codes) {
      int size = codes[0].length;
      RealMatrix rows = MatrixUtils.createRealMatrix(codes);
      RealVector ones = MatrixUtils.createRealVector(codes.length).mapAdd(1);
      RealVector mean = rows.preMultiply(ones).mapDivide(codes.length);
      RealMatrix covariance = new Covariance(rows).getCovarianceMatrix();
      for (int i = 0; i < size; i++) {
        covariance.addToEntry(i, i, LEAST_VARIANCE);
      }
      CholeskyDecomposition decomposed = new CholeskyDecomposition(covariance);
      double half = 0;
      for (int i = 0; i < size; i++) {
        half += Math.log(decomposed.getL().getEntry(i, i));
      }
      return new Gaussian(mean, decomposed, half);
    }

    /** Returns the log-density without the constant that all of one size share. */
    double logDensity(double[] code) {
      RealVector centred = MatrixUtils.createRealVector(code).subtract(mean);
      double squares = centred.dotProduct(covariance.getSolver().solve(centred));
      return -0.5 * squares - halfLogDeterminant;
    }

    float[] draw(Random random) {
      RealVector noise = MatrixUtils.createRealVector(mean.getDimension());
      for (int i = 0; i < noise.getDimension(); i++) {
        noise.setEntry(i, random.nextGaussian());
      }
      RealVector code = covariance.getL().operate(noise).add(mean);
      float[] values = new float[code.getDimension()];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) code.getEntry(i);
      }
      return values;
    }
  }
}
