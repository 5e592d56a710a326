/** Times single operations of a backend, with JMH. */
@NullMarked
package io.github.vae4j.examples.operations;

import org.jspecify.annotations.NullMarked;
