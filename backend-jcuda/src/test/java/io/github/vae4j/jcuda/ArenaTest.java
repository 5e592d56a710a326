package io.github.vae4j.jcuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArenaTest {
  /** Gives blocks at made-up addresses, and remembers those it has back. */
  private static final class Recorder implements Pool {
    final List<Long> sizes = new ArrayList<>();
    final Deque<Block> back = new ArrayDeque<>();
    private long next = 1 << 20;

    @Override
    public Block take(String operation, long least, long wanted) {
      sizes.add(wanted);
      if (!back.isEmpty()) {
        return back.pop();
      }
      Block block = new Block(this, next, wanted);
      next += 2 * wanted;
      return block;
    }

    @Override
    public void giveBack(Block block) {
      back.push(block);
    }

    @Override
    public boolean repeats() {
      return true;
    }

    @Override
    public void seal(boolean seal) {
      throw new AssertionError("an arena seals nothing");
    }

    @Override
    public void freeUnused() {
      throw new AssertionError("an arena frees nothing but what it gives back");
    }

    @Override
    public void close() {
      throw new AssertionError("an arena closes no pool");
    }
  }

  private final Recorder pool = new Recorder();
  private final Arena arena = new Arena(pool);

  @Test
  void pieces_lieOneAfterTheOther() {
    long first = arena.take("x", 12).address();
    assertThat(arena.take("x", 256).address()).isEqualTo(first + 256);
    assertThat(arena.take("x", 4).address()).isEqualTo(first + 512);
    assertThat(pool.sizes).containsExactly(2L << 20);
  }

  @Test
  void aPieceThatDoesNotFit_beginsALargerBlock() {
    arena.take("x", 4);
    arena.take("x", 2 << 20);
    arena.take("x", 100 << 20);
    assertThat(pool.sizes).containsExactly(2L << 20, 4L << 20, 100L << 20);
  }

  @Test
  void theSamePieces_getTheSameAddresses() {
    long first = arena.take("x", 1000).address();
    long second = arena.take("x", 500).address();
    arena.close();
    assertThat(arena.take("x", 1000).address()).isEqualTo(first);
    assertThat(arena.take("x", 500).address()).isEqualTo(second);
    assertThat(pool.sizes).containsExactly(2L << 20, 2L << 20);
  }

  @Test
  void aBlockThatIsUsed_staysWhenTheArenaCloses() {
    Block block = arena.take("x", 4).block();
    block.use();
    arena.close();
    assertThat(pool.back).isEmpty();
    block.release();
    assertThat(pool.back).containsExactly(block);
  }
}
