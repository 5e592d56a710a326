package io.github.vae4j.jcuda;

/** Gives scopes blocks of the device's memory, and takes them back. */
interface Pool {
  /**
   * Returns a block that nothing else uses.
   *
   * @param operation that needs it, for messages
   * @param least how many bytes it must have, more than 0
   * @param wanted how many bytes would be good, not less
   */
  Block take(String operation, long least, long wanted);

  /** Takes back a block that nothing uses any more but work that was launched before. */
  void giveBack(Block block);

  /**
   * Returns whether equal requests in equal order get equal blocks, without the driver after the
   * first time, so that a step which asks for them can be captured.
   */
  boolean repeats();

  /**
   * Neither asks the driver for more from now on nor frees what it has, or does so again: a
   * captured step has the addresses of all its blocks, those that nothing uses between its runs
   * among them.
   */
  void seal(boolean seal);

  /** Frees the blocks that nothing uses, unless it is sealed. */
  void freeUnused();

  /** Frees all blocks; those in use are freed when they come back. */
  void close();
}
