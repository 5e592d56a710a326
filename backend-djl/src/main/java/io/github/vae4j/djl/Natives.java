package io.github.vae4j.djl;

import ai.djl.util.Platform;
import ai.djl.util.Utils;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * The native libraries on the class path, judged before DJL loads them, for DJL would download what
 * it does not find.
 */
final class Natives {
  private static final String ENGINE = "pytorch";
  private static final String LIBTORCH = "native/lib/pytorch.properties";
  private static final String BRIDGE = "jnilib/pytorch.properties";

  /** The platforms that PyTorch is built for, in DJL's spelling. */
  static final List<String> PLATFORMS =
      List.of("linux-x86_64", "linux-aarch64", "osx-aarch64", "win-x86_64");

  /** How a user tells DJL to load a libtorch that is not on the class path. */
  private static final List<String> OVERRIDES =
      List.of("PYTORCH_LIBRARY_PATH", "PYTORCH_VERSION", "PYTORCH_FLAVOR");

  private Natives() {}

  /** Returns this machine's platform in DJL's spelling, such as {@code linux-x86_64}. */
  static String platform() {
    return Platform.fromSystem(ENGINE).getClassifier();
  }

  /**
   * Returns what is missing on the class path and what to add, or empty where libtorch can be
   * loaded or the user has named one that is elsewhere.
   */
  static Optional<String> missing() {
    if (Utils.getEnvOrSystemProperty(OVERRIDES.get(0)) != null) {
      return Optional.empty();
    }
    Platform here = Platform.fromSystem(ENGINE);
    Platform found = Platform.detectPlatform(ENGINE);
    if (!PLATFORMS.contains(here.getClassifier())) {
      return Optional.of(
          "PyTorch "
              + here.getVersion()
              + " has no libtorch for "
              + here.getClassifier()
              + "; it has one for "
              + String.join(", ", PLATFORMS));
    }
    String libtorch =
        "ai.djl.pytorch:pytorch-native-cpu:" + here.getVersion() + ":" + here.getClassifier();
    if (found.isPlaceholder()) {
      return Optional.of(
          "no libtorch for "
              + here.getClassifier()
              + " is on the class path"
              + others()
              + "; add "
              + libtorch);
    }
    if (!found.getVersion().startsWith(here.getVersion())) {
      return Optional.of(
          "libtorch "
              + found.getVersion()
              + " is on the class path, but this DJL needs "
              + here.getVersion()
              + "; replace it by "
              + libtorch);
    }
    return missingBridge(here.getVersion() + "-" + here.getApiVersion());
  }

  private static Optional<String> missingBridge(String version) {
    List<String> versions = properties(BRIDGE, "jni_version");
    if (!versions.isEmpty() && versions.get(0).startsWith(version)) {
      return Optional.empty();
    }
    return Optional.of(
        (versions.isEmpty()
                ? "DJL's bridge to libtorch is not on the class path"
                : "DJL's bridge to libtorch has the version " + versions.get(0))
            + "; add ai.djl.pytorch:pytorch-jni:"
            + version);
  }

  /** Returns the user's own choice of libtorch in words, to be added to an error; or nothing. */
  static String overrides() {
    List<String> set =
        OVERRIDES.stream()
            .filter(name -> Utils.getEnvOrSystemProperty(name) != null)
            .map(name -> name + "=" + Utils.getEnvOrSystemProperty(name))
            .toList();
    return set.isEmpty() ? "" : "; " + String.join(", ", set);
  }

  private static String others() {
    List<String> platforms = properties(LIBTORCH, "classifier");
    return platforms.isEmpty() ? "" : ", only for " + String.join(", ", platforms);
  }

  /** Returns one property of every resource of a name, in the order of the class path. */
  private static List<String> properties(String resource, String key) {
    List<String> values = new ArrayList<>();
    try {
      for (URL url : Collections.list(Natives.class.getClassLoader().getResources(resource))) {
        Properties properties = new Properties();
        try (InputStream in = url.openStream()) {
          properties.load(in);
        }
        Optional.ofNullable(properties.getProperty(key)).ifPresent(values::add);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + resource + " on the class path", e);
    }
    return values;
  }
}
