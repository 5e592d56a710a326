package io.github.vae4j.examples.command;

import io.github.vae4j.api.plugin.ConfigurationException;

/** Refuses options out of bounds. */
final class Require {
  private Require() {}

  static void atLeast(String option, long value, long least) {
    if (value < least) {
      throw new ConfigurationException(option + " must be " + least + " or more, got " + value);
    }
  }
}
