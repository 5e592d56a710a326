/** Tests of the studies, on data so small that their figures are known. */
@NullMarked
package io.github.vae4j.examples.study;

import org.jspecify.annotations.NullMarked;
