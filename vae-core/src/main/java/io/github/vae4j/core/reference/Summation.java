package io.github.vae4j.core.reference;

/**
 * A sum whose error does not grow with the number of terms: Neumaier 1974's compensated summation.
 */
final class Summation {
  private double sum;
  private double lost;

  void add(double term) {
    double next = sum + term;
    lost += Math.abs(sum) >= Math.abs(term) ? (sum - next) + term : (term - next) + sum;
    sum = next;
  }

  double total() {
    // infinite terms make the correction NaN; the plain sum is then the answer
    return Double.isFinite(sum) ? sum + lost : sum;
  }
}
