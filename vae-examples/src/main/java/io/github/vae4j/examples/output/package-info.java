/**
 * What a run leaves behind: pictures, the history and the directory they lie in, each file moved
 * into place whole.
 */
@NullMarked
package io.github.vae4j.examples.output;

import org.jspecify.annotations.NullMarked;
