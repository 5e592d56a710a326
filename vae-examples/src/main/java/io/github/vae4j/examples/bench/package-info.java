/** Times training steps against the matrix products they cannot do without. */
@NullMarked
package io.github.vae4j.examples.bench;

import org.jspecify.annotations.NullMarked;
