package io.github.vae4j.jcuda;

import java.util.ArrayList;
import java.util.List;

/**
 * Small operations that were asked for one after the other, so small that a single block makes them
 * all in one launch: between the layers of a model a training step has dozens, on a number for each
 * row or one for the batch, and each launch takes longer than they.
 */
final class Chain implements Gathering {
  /** As many operations as the kernel takes. */
  static final int MOST = 32;

  /** Threads of the kernel's block. */
  private static final int THREADS = 1024;

  /**
   * Entries of a result, or of what is summed, up to which a chain may compute it: four rounds of
   * the block. By estimate a round takes some 600 cycles, the wait for memory and 80 instructions
   * of each warp, so that four take no longer than the launch they spare, 1.5 to 2 µs.
   */
  private static final int LONGEST = 4 * THREADS;

  /** Members of one operation as the kernel takes it. */
  private static final int MEMBERS = 19;

  /** In the order of the kernel, {@code chain.cu}. */
  private static final List<String> FUNCTIONS =
      List.of(
          "fill",
          "copy",
          "select",
          "sum",
          "normal",
          "abs",
          "sign",
          "floor",
          "exp",
          "expm1",
          "log",
          "log1p",
          "sqrt",
          "square",
          "tanh",
          "sigmoid",
          "softplus",
          "relu",
          "erf",
          "affine",
          "clamp",
          "add",
          "sub",
          "mul",
          "div",
          "maximum",
          "minimum",
          "equal",
          "less",
          "less_or_equal",
          "standard_normal_kl",
          "standard_normal_kl_grad",
          "reparameterise",
          "reparameterise_grad");

  private final List<int[]> links = new ArrayList<>();

  /** Returns whether a chain may compute a function for so many entries. */
  static boolean takes(String function, long entries) {
    return entries > 0 && entries <= LONGEST && FUNCTIONS.contains(function);
  }

  /**
   * Returns an elementwise operation as the kernel takes it.
   *
   * @param walk over the operands, of two axes at most
   * @param p the first of the numbers that the function takes, if it does
   * @param q the second
   */
  static int[] link(
      String function, long to, int count, Walk walk, float p, float q, long... from) {
    int[] link = link(function, to, count, walk.inner(), from);
    link[3] = Float.floatToRawIntBits(p);
    link[4] = Float.floatToRawIntBits(q);
    for (int i = 0; i < from.length; i++) {
      link[13 + i] = walk.outerStride(i);
      link[16 + i] = walk.innerStride(i);
    }
    return link;
  }

  /** Returns the sums of so many rows of {@code length} entries as the kernel takes them. */
  static int[] sums(long from, long to, int rows, int length) {
    return link("sum", to, rows, length, from);
  }

  /**
   * Returns a draw of so many numbers as the kernel takes it.
   *
   * @param step where the number of the step stands
   */
  static int[] draw(String function, long step, long key, int site, long to, int count) {
    return link(function, to, count, site, step, key);
  }

  private static int[] link(String function, long to, int count, int inner, long... from) {
    int[] link = new int[MEMBERS];
    link[0] = FUNCTIONS.indexOf(function);
    link[1] = count;
    link[2] = inner;
    put(link, 5, to);
    for (int i = 0; i < from.length; i++) {
      put(link, 7 + 2 * i, from[i]);
    }
    return link;
  }

  private static void put(int[] link, int at, long address) {
    link[at] = (int) address;
    link[at + 1] = (int) (address >>> Integer.SIZE);
  }

  boolean isFull() {
    return links.size() == MOST;
  }

  void add(int... link) {
    links.add(link);
  }

  @Override
  public String kernel() {
    return "run_chain";
  }

  /** One block, in which each operation can wait for those before it. */
  @Override
  public Grid grid() {
    return new Grid(1, 1, 1, THREADS);
  }

  @Override
  public int[] take() {
    int[] members = new int[1 + MOST * MEMBERS];
    members[0] = links.size();
    for (int i = 0; i < links.size(); i++) {
      System.arraycopy(links.get(i), 0, members, 1 + i * MEMBERS, MEMBERS);
    }
    links.clear();
    return members;
  }
}
