// Which entry a thread computes, and where it finds operands that broadcast or whose axes are
// reordered.
#pragma once

// threads a block of kernels in which each computes one entry
constexpr int ENTRY_THREADS = 256;

// The entry that is this thread's; a last block may go beyond the end.
__device__ inline int entry() { return blockIdx.x * ENTRY_THREADS + threadIdx.x; }

// as many as io.github.vae4j.jcuda.Walk leaves after merging
constexpr int WALKED_AXES = 8;

// Division of numbers from 0 on by one that is known before the launch: the product's upper half
// and a shift, Granlund and Montgomery 1994, "Division by invariant integers using
// multiplication", figure 4.1.
struct Divisor {
  int length;
  unsigned multiplier;
  unsigned shift;

  __device__ int quotient(unsigned dividend) const {
    return (__umulhi(dividend, multiplier) + dividend) >> shift;
  }
};

// The axes of a result, the innermost first, and how far apart neighbours along each lie in the
// operands; 0 where an operand is repeated.
template <int OPERANDS>
struct Walk {
  int rank;
  Divisor axes[WALKED_AXES];
  int strides[OPERANDS][WALKED_AXES];

  // Where the operands' entries lie for one entry of the result.
  __device__ void find(int entry, int (&at)[OPERANDS]) const {
    for (int operand = 0; operand < OPERANDS; operand++) {
      at[operand] = 0;
    }
    int rest = entry;
#pragma unroll
    for (int axis = 0; axis < WALKED_AXES; axis++) {
      if (axis == rank) {
        break;
      }
      int quotient = axes[axis].quotient(rest);
      int index = rest - quotient * axes[axis].length;
      for (int operand = 0; operand < OPERANDS; operand++) {
        at[operand] += index * strides[operand][axis];
      }
      rest = quotient;
    }
  }
};
