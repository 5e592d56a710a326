/**
 * Tensors in files: the published safetensors format, read without trust and written whole or not
 * at all.
 */
@NullMarked
package io.github.vae4j.core.checkpoint;

import org.jspecify.annotations.NullMarked;
