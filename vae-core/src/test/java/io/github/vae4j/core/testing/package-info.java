/** What tests of several packages share. */
@NullMarked
package io.github.vae4j.core.testing;

import org.jspecify.annotations.NullMarked;
