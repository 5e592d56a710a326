package io.github.vae4j.examples.command;

/** Charts have words on them, which not every Java can write. */
final class Fonts {
  private Fonts() {}

  /**
   * Draws a chart, or tells why not where there are no fonts.
   *
   * @param name of the picture
   * @param instead where its figures are all the same
   */
  static void draw(Console console, String name, String instead, Runnable chart) {
    try {
      chart.run();
    } catch (NoClassDefFoundError
        | UnsatisfiedLinkError
        | InternalError
        | IllegalStateException
        | NullPointerException e) {
      console.note("%s was not drawn, this machine has no fonts (%s); %s.", name, e, instead);
    }
  }
}
