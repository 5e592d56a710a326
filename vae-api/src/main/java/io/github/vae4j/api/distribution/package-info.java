/** Distributions, what more some of them can do, and the rules for divergences between them. */
@NullMarked
package io.github.vae4j.api.distribution;

import org.jspecify.annotations.NullMarked;
