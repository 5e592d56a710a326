/** Tests that every two backends on the class path agree, the reference among them. */
@NullMarked
package io.github.vae4j.examples.pairs;

import org.jspecify.annotations.NullMarked;
