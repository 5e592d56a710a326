package io.github.vae4j.djl;

/** A variable of a program being written; it has no memory. */
record Name(String text) implements Value {}
