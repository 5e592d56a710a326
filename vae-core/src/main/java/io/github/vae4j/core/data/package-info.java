/**
 * Data on the host: sets of rows, where they are read from, how they are handed out in batches, and
 * how rows are written.
 */
@NullMarked
package io.github.vae4j.core.data;

import org.jspecify.annotations.NullMarked;
