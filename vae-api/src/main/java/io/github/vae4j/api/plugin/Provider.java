package io.github.vae4j.api.plugin;

/**
 * A plugin's entry, found by {@link java.util.ServiceLoader} under the interface that extends this
 * one. Its public constructor without parameters does nothing.
 */
public interface Provider {
  /**
   * Returns the name that configurations use: lower-case letters, digits and hyphens, beginning
   * with a letter. No two providers of one kind may share it.
   */
  String name();
}
