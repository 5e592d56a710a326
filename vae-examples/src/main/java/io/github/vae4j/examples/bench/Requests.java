package io.github.vae4j.examples.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;

/**
 * The measuring process's side of its talk with the bench: it says that it is ready, then answers
 * each request for a round, until there are no more.
 */
final class Requests {
  /** Rounds to work off unasked and uncounted before saying that one is ready. */
  static final int WARM_UP_ROUNDS = 2;

  /** What asks for a round. */
  static final String ROUND = "round";

  private final BufferedReader in;
  private final PrintStream out;

  Requests(BufferedReader in, PrintStream out) {
    this.in = in;
    this.out = out;
  }

  /** Says that all is warm. */
  void ready(String device) {
    say(JsonNodeFactory.instance.objectNode().put("device", device).toString());
  }

  /** Waits until a round is asked for; returns false when no more will be. */
  boolean next() {
    try {
      return ROUND.equals(in.readLine());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read requests: " + e.getMessage(), e);
    }
  }

  void answer(Round round) {
    say(round.toJson().toString());
  }

  private void say(String line) {
    out.println(line);
    out.flush();
  }
}
