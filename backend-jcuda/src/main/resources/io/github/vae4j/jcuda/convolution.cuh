// Which pixels and which places of the kernel a convolution multiplies, as a product whose left
// operand is gathered from the images while it is read. Images are (image, row, column, channel).
#pragma once
#include "gemm_operand.cuh"
#include "walk.cuh"

// One axis of the images that are read and of those that are written, in pixels.
struct Axis {
  int stride;
  int pad;
  int read;
  int kernel;
  int written;
};

// The product: a row for each position of each image, a term for each tap and channel under the
// kernel, a column for each channel that is written. Each of gridDim.y splits sums `depth` terms
// and writes `apart` further on.
//
// Transposed, a pixel is reached by every stride-th tap only; by which ones depends on its phase, its
// remainder by the stride. So each phase is a product of its own, one after another in blockIdx.x,
// with fewer taps. Where pixels or taps do not divide by the stride, some of them are outside.
struct Correlation {
  Axis y;
  Axis x;
  int transposed;
  int positions;
  int taps;
  int outputs;
  Divisor positions_of_image;
  Divisor positions_of_row;
  Divisor taps_of_row;
  Divisor channels;
  int depth;
  int apart;
  int activation;
};

// How a kernel moves along an axis.
struct Motion {
  int start;   // position p and tap t read the pixel start + p * move + t * step
  int move;
  int step;
  int first;   // which is under the kernel's entry first + t * spread
  int spread;
  int phase;   // and belongs to the pixel phase + p * spread of the result

  __device__ static Motion of(const Axis& axis, bool transposed, int phase) {
    if (!transposed) {
      return {-axis.pad, axis.stride, 1, 0, 1, 0};
    }
    int from = phase + axis.pad;
    return {from / axis.stride, 1, -1, from % axis.stride, axis.stride, phase};
  }
};

struct Movement {
  Motion y;
  Motion x;

  __device__ Movement(const Correlation& c, int phase)
      : y(Motion::of(c.y, c.transposed, phase / c.x.stride)),
        x(Motion::of(c.x, c.transposed, phase % c.x.stride)) {}
};

struct Position {
  int image;
  int row;
  int column;

  __device__ Position(const Correlation& c, int position) {
    image = c.positions_of_image.quotient(position);
    int rest = position - image * c.positions_of_image.length;
    row = c.positions_of_row.quotient(rest);
    column = rest - row * c.positions_of_row.length;
  }
};

struct Tap {
  int row;
  int column;
  int channel;

  __device__ Tap(const Correlation& c, int tap) {
    int place = c.channels.quotient(tap);
    channel = tap - place * c.channels.length;
    row = c.taps_of_row.quotient(place);
    column = place - row * c.taps_of_row.length;
  }

  __device__ void advance(const Correlation& c) {
    channel++;
    if (channel == c.channels.length) {
      channel = 0;
      column++;
    }
    if (column == c.taps_of_row.length) {
      column = 0;
      row++;
    }
  }
};

// What lies under the kernel, a row for each position and a column for each tap and channel.
struct Patches {
  const float* __restrict__ images;
  const Correlation& c;
  const Movement& movement;
  bool whole_quads;

  __device__ Patches(const float* images, const Correlation& c, const Movement& movement)
      : images(images),
        c(c),
        movement(movement),
        whole_quads(c.channels.length % 4 == 0 && aligned(images)) {}

  // Where an entry lies, or null outside of the image.
  __device__ const float* find(const Position& at, const Tap& tap) const {
    int row = movement.y.start + at.row * movement.y.move + tap.row * movement.y.step;
    int column = movement.x.start + at.column * movement.x.move + tap.column * movement.x.step;
    if (row < 0 || row >= c.y.read || column < 0 || column >= c.x.read) {
      return nullptr;
    }
    int pixel = (at.image * c.y.read + row) * c.x.read + column;
    return images + pixel * c.channels.length + tap.channel;
  }

  __device__ float entry(const Position& at, const Tap& tap) const {
    const float* from = find(at, tap);
    return from == nullptr ? 0.0f : *from;
  }

  // Four taps of one position.
  __device__ float4 gather(int position, int tap) const {
    if (position >= c.positions || tap >= c.taps) {
      return zeros();
    }
    Position at(c, position);
    Tap one(c, tap);
    if (whole_quads) {
      const float* from = find(at, one);
      return from == nullptr ? zeros() : load_quad(from);
    }
    float quad[4] = {};
#pragma unroll
    for (int i = 0; i < 4; i++) {
      quad[i] = tap + i < c.taps ? entry(at, one) : 0.0f;
      one.advance(c);
    }
    return make_float4(quad[0], quad[1], quad[2], quad[3]);
  }
};

struct PatchesAsLeft : Patches {
  static constexpr bool along_terms = true;
  using Patches::Patches;

  __device__ float4 quad(int position, int tap) const { return gather(position, tap); }
};

struct PatchesAsRight : Patches {
  static constexpr bool along_terms = false;
  using Patches::Patches;

  __device__ float4 quad(int tap, int position) const { return gather(position, tap); }
};

// The kernel, a row for each tap and channel, a column for each output: (out, y, x, in) in memory,
// transposed (in, y, x, out).
struct Kernel {
  Matrix whole;
  const Correlation& c;
  const Movement& movement;
  bool along_terms;

  __device__ Kernel(const float* entries, const Correlation& c, const Movement& movement)
      : whole(entries, c.outputs,
              c.transposed ? c.y.kernel * c.x.kernel * c.channels.length : c.taps,
              !c.transposed),
        c(c),
        movement(movement),
        along_terms(!c.transposed) {}

  __device__ float4 quad(int output, int tap) const {
    if (along_terms) {
      return whole.quad(output, tap);
    }
    Tap at(c, tap);
    int row = movement.y.first + at.row * movement.y.spread;
    int column = movement.x.first + at.column * movement.x.spread;
    if (tap >= c.taps || row >= c.y.kernel || column >= c.x.kernel) {
      return zeros();
    }
    return whole.quad(output, (at.channel * c.y.kernel + row) * c.x.kernel + column);
  }
};

// The pixels that are written, in the order of the positions.
struct Pixels {
  const Correlation& c;
  const Movement& movement;

  __device__ int start(int position) const {
    Position at(c, position);
    int row = movement.y.phase + at.row * movement.y.spread;
    int column = movement.x.phase + at.column * movement.x.spread;
    bool inside = position < c.positions && row < c.y.written && column < c.x.written;
    return inside ? ((at.image * c.y.written + row) * c.x.written + column) * c.outputs : -1;
  }
};
