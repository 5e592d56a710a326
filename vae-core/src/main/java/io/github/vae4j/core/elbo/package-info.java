/** The bound on log p(x): the one place where it is computed. */
@NullMarked
package io.github.vae4j.core.elbo;

import org.jspecify.annotations.NullMarked;
