// Addresses within structures.
#pragma once

// The low and the high half, for a structure is made of 4-byte members.
template <typename T>
__device__ inline T* address(const unsigned (&halves)[2]) {
  return reinterpret_cast<T*>(static_cast<unsigned long long>(halves[1]) << 32 | halves[0]);
}
