/** Studies: models trained, measured and compared as the literature does it. */
@NullMarked
package io.github.vae4j.examples.study;

import org.jspecify.annotations.NullMarked;
