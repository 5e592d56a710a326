/**
 * The conformance suite: an implementer of a backend extends {@link
 * io.github.vae4j.conformance.OpsConformance}, {@link
 * io.github.vae4j.conformance.RandomConformance} and {@link
 * io.github.vae4j.conformance.BackendConformance} with one method each, and every rule of the
 * specification is tested against the reference backend.
 *
 * <p>The number in the name of a test method is that of a rule in {@code docs/specification.md}.
 */
@NullMarked
package io.github.vae4j.conformance;

import org.jspecify.annotations.NullMarked;
