/**
 * Scalar functions that {@link java.lang.Math} lacks, for every backend that computes on the host.
 */
@NullMarked
package io.github.vae4j.api.math;

import org.jspecify.annotations.NullMarked;
