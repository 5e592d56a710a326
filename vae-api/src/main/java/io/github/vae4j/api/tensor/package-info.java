/**
 * Tensors and the operations a backend implements: pure functions on immutable values inside
 * scopes, and {@code State}, the one mutable type.
 */
@NullMarked
package io.github.vae4j.api.tensor;

import org.jspecify.annotations.NullMarked;
