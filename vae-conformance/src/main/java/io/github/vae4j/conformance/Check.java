package io.github.vae4j.conformance;

import io.github.vae4j.api.tensor.Shape;

/** Assertions whose messages name what broke and what to look at. */
final class Check {
  private Check() {}

  /** An action that is to be refused. */
  @FunctionalInterface
  interface Action {
    void run() throws Exception;
  }

  /** Demands that something holds. */
  static void that(boolean holds, String message) {
    if (!holds) {
      throw new AssertionError(message);
    }
  }

  /** Demands equal values. */
  static void equal(String message, Object expected, Object actual) {
    that(expected.equals(actual), message + ": expected " + expected + ", got " + actual);
  }

  /** Demands the same bits, except that 0 equals −0 and all NaNs are equal. */
  static void equal(String message, double[] expected, double[] actual) {
    that(
        expected.length == actual.length,
        message + ": expected " + expected.length + " entries, got " + actual.length);
    for (int i = 0; i < expected.length; i++) {
      if (expected[i] != actual[i] && !(Double.isNaN(expected[i]) && Double.isNaN(actual[i]))) {
        throw new AssertionError(
            message
                + ": entry "
                + Comparison.position(Shape.of(expected.length), i)
                + " was "
                + expected[i]
                + " and is "
                + actual[i]);
      }
    }
  }

  /** Demands values within a tolerance relative to 1 + |expected|. */
  static void close(String message, double[] expected, double[] actual, double tolerance) {
    that(
        expected.length == actual.length,
        message + ": expected " + expected.length + " entries, got " + actual.length);
    int apart = firstApart(expected, actual, tolerance);
    if (apart >= 0) {
      throw new AssertionError(
          message
              + ": entry "
              + apart
              + " is "
              + actual[apart]
              + ", expected "
              + expected[apart]
              + "; allowed error "
              + allowed(expected[apart], tolerance));
    }
  }

  /** Returns the first entry that differs by more than the tolerance of {@link #close}, or −1. */
  static int firstApart(double[] expected, double[] actual, double tolerance) {
    for (int i = 0; i < expected.length; i++) {
      if (!(Math.abs(expected[i] - actual[i]) <= allowed(expected[i], tolerance))) {
        return i;
      }
    }
    return -1;
  }

  private static double allowed(double expected, double tolerance) {
    return tolerance * (1 + Math.abs(expected));
  }

  /** Demands a refusal of a type whose message contains all of some words. */
  static void refused(
      String what, Class<? extends Exception> type, Action action, String... words) {
    Exception thrown = thrownBy(action);
    if (thrown == null) {
      throw new AssertionError(what + ": was not refused; expected " + type.getSimpleName());
    }
    if (!type.isInstance(thrown)) {
      throw new AssertionError(
          what + ": expected " + type.getSimpleName() + ", got " + thrown, thrown);
    }
    String message = String.valueOf(thrown.getMessage());
    for (String word : words) {
      that(
          message.contains(word),
          what + ": the message must say \"" + word + "\", got \"" + message + "\"");
    }
  }

  /** Returns what an action throws, or null. */
  static @org.jspecify.annotations.Nullable Exception thrownBy(Action action) {
    try {
      action.run();
      return null;
    } catch (Exception e) {
      return e;
    }
  }
}
