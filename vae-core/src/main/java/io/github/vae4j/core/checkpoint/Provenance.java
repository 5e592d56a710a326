package io.github.vae4j.core.checkpoint;

import io.github.vae4j.api.tensor.Backend;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Where the values of a checkpoint come from; with the data of that digest, enough to make them
 * again.
 *
 * @param version of vae4j that wrote the file
 * @param backend the name of the engine
 * @param device the device in words
 * @param jdk the Java virtual machine's version
 * @param plan how it was trained, in JSON
 * @param data the digest of the training data
 */
public record Provenance(
    String version, String backend, String device, String jdk, String plan, String data) {
  private static final String PREFIX = "provenance.";

  /** Returns the provenance of values that this program makes now. */
  public static Provenance of(Backend backend, String plan, String data) {
    return new Provenance(
        currentVersion(),
        backend.name(),
        backend.device(),
        System.getProperty("java.vm.version", "unknown"),
        plan,
        data);
  }

  /** Returns the version of vae4j that runs now, as its build wrote it down. */
  public static String currentVersion() {
    Properties properties = new Properties();
    try (@Nullable InputStream in = Provenance.class.getResourceAsStream("version.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("version.properties of vae-core cannot be read", e);
    }
    // a build that is not Maven's may have copied the file as it is
    String version = properties.getProperty("version", "");
    return version.isEmpty() || version.startsWith("$") ? "development" : version;
  }

  Map<String, String> entries() {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put(PREFIX + "version", version);
    entries.put(PREFIX + "backend", backend);
    entries.put(PREFIX + "device", device);
    entries.put(PREFIX + "jdk", jdk);
    entries.put(PREFIX + "plan", plan);
    entries.put(PREFIX + "data", data);
    return entries;
  }

  static Provenance of(Map<String, String> metadata) {
    return new Provenance(
        text(metadata, "version"),
        text(metadata, "backend"),
        text(metadata, "device"),
        text(metadata, "jdk"),
        text(metadata, "plan"),
        text(metadata, "data"));
  }

  private static String text(Map<String, String> metadata, String name) {
    @Nullable String value = metadata.get(PREFIX + name);
    return value == null ? "unknown" : value;
  }
}
