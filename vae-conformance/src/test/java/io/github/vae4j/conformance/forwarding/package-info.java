/** A backend that hands everything on to the reference, to be made wrong in one place. */
@NullMarked
package io.github.vae4j.conformance.forwarding;

import org.jspecify.annotations.NullMarked;
