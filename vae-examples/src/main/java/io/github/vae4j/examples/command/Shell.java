package io.github.vae4j.examples.command;

import java.util.regex.Pattern;

/** Commands that a person can copy into a shell. */
final class Shell {
  /** Set by the launcher: how it was called. */
  private static final String COMMAND = "vae4j.command";

  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_@%+=:,./\\\\-]+");

  private Shell() {}

  /** Returns the name by which this program was called. */
  static String command() {
    return quoted(System.getProperty(COMMAND, "vae"), windows());
  }

  /** Returns a word as this machine's shell takes it. */
  static String quoted(String word) {
    return quoted(word, windows());
  }

  static String quoted(String word, boolean windows) {
    boolean plain = PLAIN.matcher(word).matches() && (windows || word.indexOf('\\') < 0);
    if (plain) {
      return word;
    }
    return windows ? '"' + word + '"' : "'" + word.replace("'", "'\\''") + "'";
  }

  private static boolean windows() {
    return System.getProperty("os.name", "").startsWith("Windows");
  }
}
