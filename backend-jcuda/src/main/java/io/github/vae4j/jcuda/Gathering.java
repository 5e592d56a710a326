package io.github.vae4j.jcuda;

/** Small work that was asked for piece by piece, and that one launch does. */
interface Gathering {
  /** Returns the kernel that does it. */
  String kernel();

  /** Returns how many blocks and threads it needs for what waits. */
  Grid grid();

  /** Returns all that waits as the kernel takes it, and forgets it. */
  int[] take();
}
