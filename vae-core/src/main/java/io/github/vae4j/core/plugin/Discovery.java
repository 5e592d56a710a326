package io.github.vae4j.core.plugin;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the service loader finds for one interface, every step of it guarded, so that one broken
 * entry hides no other.
 *
 * @param services one of each class, in the order found
 * @param broken what was listed and could not be loaded, with the reason
 * @param searched the class loaders asked, in order
 */
record Discovery<S>(List<S> services, List<String> broken, List<ClassLoader> searched) {
  /** A service loader that cannot even list its files fails for ever; no class path has so many. */
  private static final int MOST_FAILURES = 1000;

  static <S> Discovery<S> of(Class<S> type, List<ClassLoader> loaders) {
    Map<Class<?>, S> services = new LinkedHashMap<>();
    Set<String> broken = new LinkedHashSet<>();
    for (ClassLoader loader : loaders) {
      collect(type, loader, services, broken);
    }
    return new Discovery<>(
        List.copyOf(services.values()), List.copyOf(broken), List.copyOf(loaders));
  }

  private static <S> void collect(
      Class<S> type, ClassLoader loader, Map<Class<?>, S> services, Set<String> broken) {
    Iterator<S> found = ServiceLoader.load(type, loader).iterator();
    for (int failures = 0; failures < MOST_FAILURES; ) {
      try {
        if (!found.hasNext()) {
          return;
        }
        S service = found.next();
        services.putIfAbsent(service.getClass(), service);
      } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
        failures++;
        broken.add(reason(type, e));
      }
    }
  }

  /** The loader's message without the interface's name, which every message would begin with. */
  private static String reason(Class<?> type, Throwable failure) {
    String message = failure instanceof ServiceConfigurationError ? failure.getMessage() : null;
    String begin = type.getName() + ": ";
    String what =
        message == null
            ? describe(failure)
            : message.startsWith(begin) ? message.substring(begin.length()) : message;
    Throwable cause = failure.getCause();
    return cause == null ? what : what + " (" + describe(cause) + ")";
  }

  /** Returns an exception in words: its class, and its message where it has one. */
  static String describe(Throwable failure) {
    String message = failure.getMessage();
    String name = failure.getClass().getSimpleName();
    return message == null ? name : name + ": " + message.lines().findFirst().orElse("");
  }

  /**
   * Returns the distinct loaders among these, in order; null stands for the boot loader, which has
   * no plugins.
   */
  static List<ClassLoader> distinct(@Nullable ClassLoader... loaders) {
    Set<ClassLoader> distinct = new LinkedHashSet<>();
    for (ClassLoader loader : loaders) {
      if (loader != null) {
        distinct.add(loader);
      }
    }
    return new ArrayList<>(distinct);
  }

  /** Returns a class and the jar or folder it was loaded from. */
  static String origin(Class<?> type) {
    return type.getName() + " in " + location(type).orElse("an unknown place");
  }

  private static Optional<String> location(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    URL url = source == null ? null : source.getLocation();
    return Optional.ofNullable(url).map(Discovery::readable);
  }

  private static String readable(URL url) {
    try {
      URI uri = url.toURI();
      return "file".equals(uri.getScheme()) ? Path.of(uri).toString() : uri.toString();
    } catch (URISyntaxException | IllegalArgumentException e) {
      return url.toString();
    }
  }
}
