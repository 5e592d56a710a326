package io.github.vae4j.examples.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Where a command speaks: results go to standard output, what is said meanwhile to standard error.
 *
 * @param out standard output
 * @param err standard error
 * @param terminal whether a person watches standard error, so that a line may be redrawn
 */
record Console(PrintStream out, PrintStream err, boolean terminal) {
  /** Set by the launcher, which can ask whether standard error is a terminal; Java cannot. */
  private static final String TERMINAL = "vae4j.terminal";

  static Console of(PrintStream out, PrintStream err) {
    return new Console(out, err, Boolean.getBoolean(TERMINAL));
  }

  /** Prints a line of a result. */
  void result(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }

  /** Prints lines of a result as they are. */
  void results(List<String> lines) {
    lines.forEach(out::println);
  }

  /** Prints a line for a person who waits. */
  void note(String format, Object... values) {
    err.println(String.format(Locale.ROOT, format, values));
  }

  /** Prints a result as one line, the last of standard output. */
  void json(JsonNode result) {
    out.println(result);
    out.flush();
  }

  /**
   * Returns one whose results are said to the person who waits, since standard output is for JSON.
   */
  Console quiet() {
    return new Console(err, err, terminal);
  }

  PrintWriter outWriter() {
    return new PrintWriter(out, true, StandardCharsets.UTF_8);
  }

  PrintWriter errWriter() {
    return new PrintWriter(err, true, StandardCharsets.UTF_8);
  }
}
