/**
 * The backend on ND4J and OpenBLAS, in single precision.
 *
 * <p>A tensor is a run of floats in memory that ND4J allocates and this backend keeps for the next
 * tensor of its size. Products are OpenBLAS's, split over the backend's own threads; everything
 * else runs over pieces of some thousand entries, copied to the heap, where Java's compiler turns
 * plain loops into vector instructions. How work is split depends on shapes alone, so results are
 * equal to the bit for any number of threads.
 */
@NullMarked
package io.github.vae4j.nd4j;

import org.jspecify.annotations.NullMarked;
