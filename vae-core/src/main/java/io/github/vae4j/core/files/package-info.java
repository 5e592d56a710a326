/** Files that appear whole or not at all. */
@NullMarked
package io.github.vae4j.core.files;

import org.jspecify.annotations.NullMarked;
