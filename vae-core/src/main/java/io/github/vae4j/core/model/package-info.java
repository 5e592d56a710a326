/**
 * Models: what one is made of as a JSON description, its parts built from that description or by
 * {@code new}, and the parameters they declare.
 */
@NullMarked
package io.github.vae4j.core.model;

import org.jspecify.annotations.NullMarked;
