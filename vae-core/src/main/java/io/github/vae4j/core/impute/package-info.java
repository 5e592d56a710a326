/** Missing entries drawn given the observed ones, by an unconditional model. */
@NullMarked
package io.github.vae4j.core.impute;

import org.jspecify.annotations.NullMarked;
