package io.github.vae4j.djl;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** System properties for the time until this is closed, when they are again what they were. */
final class Settings implements AutoCloseable {
  private final Map<String, @Nullable String> before = new HashMap<>();

  /** Sets a property, whatever its value was. */
  void set(String name, String value) {
    before.put(name, System.getProperty(name));
    System.setProperty(name, value);
  }

  /** Sets a property, unless it has a value. */
  void setDefault(String name, String value) {
    if (System.getProperty(name) == null) {
      set(name, value);
    }
  }

  @Override
  public void close() {
    before.forEach(Settings::restore);
  }

  private static void restore(String name, @Nullable String value) {
    if (value == null) {
      System.clearProperty(name);
    } else {
      System.setProperty(name, value);
    }
  }
}
