/** Tests of the backend on ND4J: the published rules, and what is its own. */
@NullMarked
package io.github.vae4j.nd4j;

import org.jspecify.annotations.NullMarked;
