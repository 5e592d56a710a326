package io.github.vae4j.examples;

import java.util.Arrays;

/** The command line of a training that takes a second. */
final class SmallTraining {
  private static final String[] SMALL = {
    "train", "--limit", "512", "--hidden", "16", "--latent", "2", "--batch", "64", "--json"
  };

  private SmallTraining() {}

  /** Returns it with more options behind. */
  static String[] with(String... more) {
    String[] all = Arrays.copyOf(SMALL, SMALL.length + more.length);
    System.arraycopy(more, 0, all, SMALL.length, more.length);
    return all;
  }
}
