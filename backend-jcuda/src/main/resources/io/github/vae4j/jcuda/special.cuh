// Special functions in double precision, after the classes of io.github.vae4j.api.math, which name
// their sources.
#pragma once

constexpr double PI = 3.14159265358979323846;
constexpr double HALF_LOG_TWO_PI = 0.91893853320467274178;

// from here on seven terms of each asymptotic series leave less than 1e-16
constexpr double ASYMPTOTIC = 15.0;

// The polynomial whose coefficients are given, the highest power first.
template <int N>
__device__ inline double polynomial(const double (&coefficients)[N], double x) {
  double value = 0.0;
#pragma unroll
  for (int i = 0; i < N; i++) {
    value = value * x + coefficients[i];
  }
  return value;
}

__device__ inline double quantile_near_centre(double q) {
  const double above[] = {2509.0809287301227, 33430.57558358813,  67265.7709270087,
                          45921.95393154987,  13731.69376550946,  1971.5909503065513,
                          133.14166789178438, 3.3871328727963665};
  const double below[] = {5226.495278852854, 28729.085735721943, 39307.89580009271,
                          21213.794301586597, 5394.196021424751, 687.1870074920579,
                          42.31333070160091, 1.0};
  double r = 0.180625 - q * q;
  return q * (polynomial(above, r) / polynomial(below, r));
}

__device__ inline double quantile_between(double r) {
  const double above[] = {0.0007745450142783414, 0.022723844989269184, 0.2417807251774506,
                          1.2704582524523684,    3.6478483247632045,   5.769497221460691,
                          4.630337846156546,     1.4234371107496835};
  const double below[] = {1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457,
                          0.14810397642748008,   0.6897673349851,       1.6763848301838038,
                          2.053191626637759,     1.0};
  return polynomial(above, r - 1.6) / polynomial(below, r - 1.6);
}

__device__ inline double quantile_in_tail(double r) {
  const double above[] = {2.0103343992922881e-7, 2.7115555687434876e-5, 0.0012426609473880784,
                          0.026532189526576124,  0.29656057182850487,   1.7848265399172913,
                          5.463784911164114,     6.657904643501103};
  const double below[] = {2.0442631033899397e-15, 1.421511758316446e-7, 1.8463183175100548e-5,
                          0.0007868691311456133,  0.014875361290850615, 0.1369298809227358,
                          0.599832206555888,      1.0};
  return polynomial(above, r - 5.0) / polynomial(below, r - 5.0);
}

// the z with Phi(z) = p
__device__ inline double normal_quantile(double p) {
  double q = p - 0.5;
  if (fabs(q) <= 0.425) {
    return quantile_near_centre(q);
  }
  // not positive at 0 and 1, where the quantile is infinite, and outside, where it is none
  double nearer = q < 0.0 ? p : 1.0 - p;
  double r = sqrt(-log(nearer));
  double size = r <= 5.0 ? quantile_between(r) : r < 1e300 ? quantile_in_tail(r) : r;
  return q < 0.0 ? -size : size;
}

// The n-th of the Bernoulli numbers B2, B4, ..., B14.
__device__ inline double bernoulli(int n) {
  const double numbers[] = {1.0 / 6.0,  -1.0 / 30.0,     1.0 / 42.0, -1.0 / 30.0,
                            5.0 / 66.0, -691.0 / 2730.0, 7.0 / 6.0};
  return numbers[n - 1];
}

// log Gamma(x) for x >= 1/2
__device__ inline double lgamma_above_half(double x) {
  double product = 1.0;
  double y = x;
  for (; y < ASYMPTOTIC; y += 1.0) {
    product *= y;
  }
  double series = 0.0;
#pragma unroll
  for (int n = 7; n >= 1; n--) {
    series = series / (y * y) + bernoulli(n) / (2 * n * (2 * n - 1));
  }
  // log y - 1 in one factor, so that nothing is subtracted from infinity
  return (y - 0.5) * (log(y) - 1.0) - 0.5 + HALF_LOG_TWO_PI + series / y - log(product);
}

// log |Gamma(x)|; below 1/2 by reflection, Gamma(x) Gamma(1 - x) = pi / sin(pi x)
__device__ inline double log_gamma(double x) {
  double whole = rint(x);
  if (x <= 0.0 && x == whole) {
    return -log(0.0);
  }
  if (x < 0.5) {
    // the remainder is exact, and |sin(pi x)| has period 1
    return log(PI / fabs(sin(PI * (x - whole)))) - lgamma_above_half(1.0 - x);
  }
  return lgamma_above_half(x);
}

// psi(x) for x > 0, else NaN
__device__ inline double digamma(double x) {
  if (!(x > 0.0)) {
    return sqrt(-1.0);
  }
  double shift = 0.0;
  double y = x;
  for (; y < ASYMPTOTIC; y += 1.0) {
    shift -= 1.0 / y;
  }
  double series = 0.0;
#pragma unroll
  for (int n = 7; n >= 1; n--) {
    series = series / (y * y) + bernoulli(n) / (2 * n);
  }
  return log(y) - 0.5 / y - series / (y * y) + shift;
}

// psi'(x) for x > 0, else NaN
__device__ inline double trigamma(double x) {
  if (!(x > 0.0)) {
    return sqrt(-1.0);
  }
  double shift = 0.0;
  double y = x;
  for (; y < ASYMPTOTIC; y += 1.0) {
    shift += 1.0 / (y * y);
  }
  double series = 0.0;
#pragma unroll
  for (int n = 7; n >= 1; n--) {
    series = series / (y * y) + bernoulli(n);
  }
  return (1.0 + 0.5 / y + series / (y * y)) / y + shift;
}
