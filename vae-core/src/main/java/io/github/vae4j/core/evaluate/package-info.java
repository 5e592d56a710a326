/** What a trained model is worth: bounds on log p(x) with their standard errors. */
@NullMarked
package io.github.vae4j.core.evaluate;

import org.jspecify.annotations.NullMarked;
