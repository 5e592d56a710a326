// The random numbers of io.github.vae4j.api.random.HostRandom, to the bit.
#pragma once

// Philox4x32-10: Salmon, Moraes, Dror and Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3".
// The words are the counter before and the random ones after.
__device__ inline void philox(unsigned key0, unsigned key1, unsigned (&words)[4]) {
#pragma unroll
  for (int round = 0; round < 10; round++) {
    unsigned high0 = __umulhi(0xD2511F53u, words[0]);
    unsigned low0 = 0xD2511F53u * words[0];
    unsigned high1 = __umulhi(0xCD9E8D57u, words[2]);
    unsigned low1 = 0xCD9E8D57u * words[2];
    words[0] = high1 ^ words[1] ^ key0;
    words[1] = low1;
    words[2] = high0 ^ words[3] ^ key1;
    words[3] = low0;
    key0 += 0x9E3779B9u;
    key1 += 0xBB67AE85u;
  }
}

// The four random words of one block of a stream.
__device__ inline void random_words(unsigned block, unsigned site, unsigned long long step,
                                    unsigned long long key, unsigned (&words)[4]) {
  words[0] = block;
  words[1] = site;
  words[2] = static_cast<unsigned>(step);
  words[3] = static_cast<unsigned>(step >> 32);
  philox(static_cast<unsigned>(key), static_cast<unsigned>(key >> 32), words);
}

// Uniform on the open interval (0, 1).
__device__ inline float uniform_of(unsigned word) {
  return static_cast<float>(2u * (word >> 9) + 1u) * 0x1p-24f;
}

// a * b + c, rounded twice: a fused multiply-add would give other bits than the host's.
__device__ inline float product_plus(float a, float b, float c) {
  return __fadd_rn(__fmul_rn(a, b), c);
}

// sqrt(-2 log u) with u in (0, 1] from the word.
__device__ inline float radius_of(unsigned word) {
  float u = static_cast<float>((word >> 8) + 1u) * 0x1p-24f;
  // u = (1 + f) 2^exponent with 1 + f from the root of 1/2 to that of 2
  int bits = __float_as_int(u);
  int whole = (bits - 0x3F3504F3) >> 23;
  float f = __fadd_rn(__int_as_float(bits - (whole << 23)), -1.0f);
  float exponent = static_cast<float>(whole);
  float square = __fmul_rn(f, f);
  float p = 0.070376836f;
  p = product_plus(p, f, -0.1151461f);
  p = product_plus(p, f, 0.116769984f);
  p = product_plus(p, f, -0.12420141f);
  p = product_plus(p, f, 0.14249323f);
  p = product_plus(p, f, -0.16668057f);
  p = product_plus(p, f, 0.20000714f);
  p = product_plus(p, f, -0.24999994f);
  p = product_plus(p, f, 0.3333333f);
  float rest = product_plus(__fmul_rn(p, f), square, __fmul_rn(exponent, -0.00021219444f));
  float log = __fadd_rn(__fadd_rn(f, __fadd_rn(rest, __fmul_rn(-0.5f, square))),
                        __fmul_rn(exponent, 355.0f / 512.0f));
  return __fsqrt_rn(__fmul_rn(-2.0f, log));
}

// Two standard normal numbers of two random words: Box and Muller 1958.
__device__ inline void normals_of(unsigned first, unsigned second, float& x, float& y) {
  float radius = radius_of(first);
  int turn = static_cast<int>(second << 2) >> 8;
  float angle = __fmul_rn(__fmul_rn(static_cast<float>(turn), 0x1p-23f), 0.7853982f);
  float square = __fmul_rn(angle, angle);
  float s = -0.00019515296f;
  s = product_plus(s, square, 0.008332161f);
  s = product_plus(s, square, -0.16666655f);
  s = product_plus(__fmul_rn(s, square), angle, angle);
  float c = 2.4433157e-5f;
  c = product_plus(c, square, -0.0013887316f);
  c = product_plus(c, square, 0.041666646f);
  c = __fadd_rn(product_plus(__fmul_rn(c, square), square, __fmul_rn(-0.5f, square)), 1.0f);
  // sine and cosine of the quadrant; the signs of their zeros decide those of the products
  unsigned quadrant = second >> 30;
  float qs = quadrant == 0 ? 0.0f : quadrant == 1 ? 1.0f : quadrant == 2 ? -0.0f : -1.0f;
  float qc = quadrant == 0 ? 1.0f : quadrant == 1 ? -0.0f : quadrant == 2 ? -1.0f : 0.0f;
  x = __fmul_rn(radius, __fadd_rn(__fmul_rn(qc, c), -__fmul_rn(qs, s)));
  y = __fmul_rn(radius, __fadd_rn(__fmul_rn(qs, c), __fmul_rn(qc, s)));
}

// Four standard normal numbers of the random words of a block.
__device__ inline float4 normals_of(const unsigned (&words)[4]) {
  float4 numbers;
  normals_of(words[0], words[1], numbers.x, numbers.y);
  normals_of(words[2], words[3], numbers.z, numbers.w);
  return numbers;
}

// Writes the numbers of a block of the stream, fewer where the result ends.
__device__ inline void write_block(float4 numbers, int block, float* to, int count) {
  int left = count - 4 * block;
  float* place = to + 4 * block;
  if (left >= 4) {
    *reinterpret_cast<float4*>(place) = numbers;
    return;
  }
  if (left > 0) place[0] = numbers.x;
  if (left > 1) place[1] = numbers.y;
  if (left > 2) place[2] = numbers.z;
}
