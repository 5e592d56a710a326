package io.github.vae4j.jcuda;

/**
 * Asks the driver for each tensor by itself, and gives each back at once, so that the emulated
 * driver sees every read and write beside or after it.
 */
final class CheckedPool implements Pool {
  private final Gpu gpu;

  CheckedPool(Gpu gpu) {
    this.gpu = gpu;
  }

  @Override
  public Block take(String operation, long least, long wanted) {
    return new Block(this, gpu.allocate(operation, least), least);
  }

  @Override
  public void giveBack(Block block) {
    gpu.free(block.address(), block.bytes());
  }

  @Override
  public boolean repeats() {
    return false;
  }

  @Override
  public void seal(boolean seal) {
    // steps are not captured
  }

  @Override
  public void freeUnused() {
    // nothing is kept
  }

  @Override
  public void close() {
    // nothing is kept
  }
}
