package io.github.vae4j.jcuda;

/** Conversions between single and double precision. */
final class Floats {
  private Floats() {}

  /** Returns the values rounded. */
  static float[] of(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  static double[] toDoubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }
}
