/** The programs of the README and the guides, compiled and run by the tests. */
@NullMarked
package io.github.vae4j.examples.readme;

import org.jspecify.annotations.NullMarked;
