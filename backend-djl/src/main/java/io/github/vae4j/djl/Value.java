package io.github.vae4j.djl;

/** What a kernel reads or returns: memory of libtorch, or a name in a program being written. */
sealed interface Value permits Memory, Name {}
