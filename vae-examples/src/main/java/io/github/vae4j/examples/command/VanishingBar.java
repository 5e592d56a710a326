package io.github.vae4j.examples.command;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;

/** Draws a progress bar on the last line of a terminal and leaves that line empty in the end. */
final class VanishingBar extends ConsoleProgressBarConsumer {
  private final PrintStream terminal;

  VanishingBar(PrintStream terminal) {
    super(terminal);
    this.terminal = terminal;
  }

  @Override
  public void close() {
    terminal.print("\r" + " ".repeat(Math.max(0, getMaxRenderedLength())) + "\r");
    terminal.flush();
  }
}
