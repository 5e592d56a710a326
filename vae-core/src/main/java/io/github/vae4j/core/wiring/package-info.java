/**
 * The library's objects wired by Guice, for those who use it; nothing else here names Guice, and
 * all of it can be made by {@code new} and static factories as well.
 */
@NullMarked
package io.github.vae4j.core.wiring;

import org.jspecify.annotations.NullMarked;
