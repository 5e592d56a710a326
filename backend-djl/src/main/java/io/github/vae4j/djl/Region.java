package io.github.vae4j.djl;

/** Entries of a state. */
record Region(DjlState state, long from, long to) {
  boolean overlaps(Region other) {
    return state == other.state && from < other.to && other.from < to;
  }
}
