/**
 * The reference backend: every operation in double precision and plain Java, slow and obviously
 * right, against which engines are measured. It is used by name from code and never found on the
 * class path.
 */
@NullMarked
package io.github.vae4j.core.reference;

import org.jspecify.annotations.NullMarked;
