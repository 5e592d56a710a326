/**
 * The built-in distributions and the closed forms of the KL between them. All take leading axes of
 * samples and compute with whatever operations their operands are recorded on.
 */
@NullMarked
package io.github.vae4j.core.distribution;

import org.jspecify.annotations.NullMarked;
