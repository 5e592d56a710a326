package io.github.vae4j.examples;

import io.github.vae4j.examples.command.VaeCommand;

/** Starts the {@code vae} command. */
public final class Vae {
  private Vae() {}

  /**
   * Runs one command and ends the process with its exit code: 0 done, 1 a defect, 2 something to be
   * mended by the user.
   */
  public static void main(String[] arguments) {
    // pictures are drawn in memory, on machines without a screen too
    System.setProperty("java.awt.headless", "true");
    System.exit(VaeCommand.run(System.out, System.err, arguments));
  }
}
