/** Tests of the programs of the README. */
@NullMarked
package io.github.vae4j.examples.readme;

import org.jspecify.annotations.NullMarked;
