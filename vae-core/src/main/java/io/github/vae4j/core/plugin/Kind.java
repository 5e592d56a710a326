package io.github.vae4j.core.plugin;

import io.github.vae4j.api.tensor.BackendProvider;
import java.util.Locale;

/**
 * What the implementations of one interface are called in messages.
 *
 * @param one such as {@code backend}, {@code objective term}
 * @param type the interface
 */
record Kind(String one, Class<?> type) {
  /** Derives the words from the interface's name, without {@code Provider} at its end. */
  static Kind of(Class<?> type) {
    String name = type.getSimpleName().replaceFirst("Provider$", "");
    return new Kind(name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT), type);
  }

  String many() {
    return one.endsWith("y") ? one.substring(0, one.length() - 1) + "ies" : one + "s";
  }

  /** Returns which jars to add where none is found. */
  String jars() {
    if (type.equals(BackendProvider.class)) {
      return "Add a backend's jar to the class path: io.github.vae4j:backend-nd4j,"
          + " io.github.vae4j:backend-djl or, for NVIDIA GPUs, io.github.vae4j:backend-jcuda.";
    }
    return type.getName().startsWith("io.github.vae4j.")
        ? "Add io.github.vae4j:vae-core, or the jar of a plugin that has one, to the class path."
        : "Add the jar of a plugin that has one to the class path.";
  }
}
