/** Layers and the first values of their weights. A layer holds keys of parameters and no tensor. */
@NullMarked
package io.github.vae4j.core.nn;

import org.jspecify.annotations.NullMarked;
