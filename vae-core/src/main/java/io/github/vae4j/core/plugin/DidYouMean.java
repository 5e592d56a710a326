package io.github.vae4j.core.plugin;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** Names close to one that does not exist, for error messages. */
public final class DidYouMean {
  private DidYouMean() {}

  /**
   * Returns the end of a message about an unknown name, such as {@code Did you mean 'nd4j'?
   * Available: djl, nd4j.}; without the question where no name is close.
   *
   * @param wrong the name that does not exist
   * @param names those that do; listed in alphabetical order
   */
  public static String among(String wrong, Collection<String> names) {
    String available = names.isEmpty() ? "none" : String.join(", ", new TreeSet<>(names));
    return closest(wrong, names).map(name -> "Did you mean '" + name + "'? ").orElse("")
        + "Available: "
        + available
        + ".";
  }

  /** Returns the name that {@code wrong} is a likely slip of, if there is one. */
  public static Optional<String> closest(String wrong, Collection<String> names) {
    String typed = plain(wrong);
    return new TreeSet<>(names)
        .stream()
            .filter(name -> edits(typed, plain(name)) <= allowed(typed, plain(name)))
            .min(Comparator.comparingInt(name -> edits(typed, plain(name))));
  }

  private static int allowed(String typed, String name) {
    return Math.max(1, Math.max(typed.length(), name.length()) / 3);
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
  }

  /**
   * Insertions, deletions, replacements and swaps of neighbours that lead from one to the other.
   */
  private static int edits(String from, String to) {
    int[][] cost = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, from, to, i, j);
      }
    }
    return cost[from.length()][to.length()];
  }

  private static int cheapest(int[][] cost, String from, String to, int i, int j) {
    int replace = cost[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
    int best = Math.min(replace, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
    boolean swapped =
        i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
