/** {@link io.github.vae4j.core.Vae}: a trained model as a program uses it. */
@NullMarked
package io.github.vae4j.core;

import org.jspecify.annotations.NullMarked;
