/** Reverse-mode differentiation: a tape that decorates the operations of any backend. */
@NullMarked
package io.github.vae4j.core.autodiff;

import org.jspecify.annotations.NullMarked;
