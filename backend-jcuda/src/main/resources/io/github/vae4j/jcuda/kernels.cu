// All kernels, as one source for the compiler.
#include "elementwise.cu"
#include "fused.cu"
#include "random.cu"
#include "reduce.cu"
#include "shape.cu"
#include "update.cu"
