/** Counter-based random numbers, the same on every backend. */
@NullMarked
package io.github.vae4j.api.random;

import org.jspecify.annotations.NullMarked;
