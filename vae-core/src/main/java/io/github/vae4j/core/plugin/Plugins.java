package io.github.vae4j.core.plugin;

import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.plugin.Options;
import io.github.vae4j.api.plugin.Provider;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.BackendProvider;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The plugins on the class path: whatever is listed in {@code META-INF/services} under the
 * interfaces of {@code vae-api}.
 *
 * <p>Nothing is chosen silently: where several plugins could be meant, the caller must name one.
 * One that is broken hides no other. Each interface is searched once, when first asked for. Safe
 * for many threads.
 */
public final class Plugins {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");

  private final Function<Class<?>, List<ClassLoader>> loaders;
  private final Map<Class<?>, Discovery<?>> known = new ConcurrentHashMap<>();

  private Plugins(Function<Class<?>, List<ClassLoader>> loaders) {
    this.loaders = loaders;
  }

  /**
   * Returns the plugins that the interface's own class loader finds, this library's, and the
   * present thread's; in a common pool the last may find none.
   */
  public static Plugins discover() {
    ClassLoader ours = Plugins.class.getClassLoader();
    ClassLoader threads = Thread.currentThread().getContextClassLoader();
    return new Plugins(type -> Discovery.distinct(type.getClassLoader(), ours, threads));
  }

  /** Returns the plugins that one class loader and its parents find. */
  public static Plugins discover(ClassLoader loader) {
    return new Plugins(type -> List.of(loader));
  }

  /**
   * Returns the provider of the given name.
   *
   * @param spi such as {@code PriorProvider.class}
   * @throws ConfigurationException if there is none, with a name that is close and all there are;
   *     or if two claim the name, with their jars
   */
  public <P extends Provider> P named(Class<P> spi, String name) {
    List<P> all = usable(spi);
    List<P> chosen = all.stream().filter(provider -> provider.name().equals(name)).toList();
    if (chosen.isEmpty()) {
      throw unknown(spi, name, names(all));
    }
    if (chosen.size() > 1) {
      throw ambiguous(Kind.of(spi), name, chosen);
    }
    return chosen.get(0);
  }

  /**
   * Returns the only provider.
   *
   * @throws ConfigurationException if there is none, with what was searched and which jars to add;
   *     or if there are several, with their names
   */
  public <P extends Provider> P only(Class<P> spi) {
    List<P> all = usable(spi);
    List<String> names = names(all);
    if (names.size() > 1) {
      throw new ConfigurationException(
          "Several "
              + Kind.of(spi).many()
              + " found: "
              + String.join(", ", names)
              + ". Name the one to use; none is chosen silently.");
    }
    return named(spi, names.get(0));
  }

  /**
   * Returns all providers, sorted by name; empty where there is none, with two of one name where
   * two claim it.
   */
  public <P extends Provider> List<P> all(Class<P> spi) {
    return search(spi).services().stream()
        .filter(provider -> misnamed(provider).isEmpty())
        .sorted(
            Comparator.comparing(P::name).thenComparing(provider -> provider.getClass().getName()))
        .toList();
  }

  /** Returns all services of a type that have no name, such as rules, in the order found. */
  public <S> List<S> services(Class<S> type) {
    return search(type).services();
  }

  /**
   * Returns why listed services of a type cannot be used, one sentence each; empty where all can.
   */
  public List<String> broken(Class<?> type) {
    Discovery<?> found = search(type);
    List<String> reasons = new ArrayList<>(found.broken());
    for (Object service : found.services()) {
      if (service instanceof Provider provider) {
        misnamed(provider).ifPresent(reasons::add);
      }
    }
    return List.copyOf(reasons);
  }

  /**
   * Starts the backend of the given name.
   *
   * @throws ConfigurationException if there is none, if it cannot run here (with the reason and
   *     those that can), or if an option is not one of its
   */
  public Backend backend(String name, Options options) {
    return start(named(BackendProvider.class, name), options);
  }

  /**
   * Starts the only backend there is.
   *
   * @throws ConfigurationException if there is none or several, if it cannot run here, or if an
   *     option is not one of its
   */
  public Backend backend(Options options) {
    return start(only(BackendProvider.class), options);
  }

  /**
   * Returns why a backend cannot run here, or empty if it can. A provider that fails to answer
   * cannot; its failure is the reason.
   */
  public static Optional<String> unavailable(BackendProvider provider) {
    try {
      return provider.unavailable();
    } catch (LinkageError | RuntimeException e) {
      return Optional.of(Discovery.describe(e));
    }
  }

  private Backend start(BackendProvider provider, Options options) {
    Optional<String> reason = unavailable(provider);
    if (reason.isPresent()) {
      throw new ConfigurationException(cannotRun(provider, reason.get()));
    }
    Backend backend = create(provider, options);
    try {
      if (options instanceof JsonOptions json) {
        json.refuseUnread();
      }
      return backend;
    } catch (ConfigurationException e) {
      backend.close();
      throw e;
    }
  }

  private Backend create(BackendProvider provider, Options options) {
    try {
      return provider.create(options);
    } catch (LinkageError e) {
      throw new ConfigurationException(cannotRun(provider, Discovery.describe(e)), e);
    }
  }

  private String cannotRun(BackendProvider provider, String reason) {
    String others =
        all(BackendProvider.class).stream()
            .filter(other -> other != provider && unavailable(other).isEmpty())
            .map(Provider::name)
            .collect(Collectors.joining(", "));
    return "Backend '"
        + provider.name()
        + "' is present but cannot run here: "
        + reason.replaceFirst("\\.\\s*$", "")
        + ". Available: "
        + (others.isEmpty() ? "none" : others)
        + ".";
  }

  /** Returns all providers, of which there is at least one. */
  private <P extends Provider> List<P> usable(Class<P> spi) {
    List<P> all = all(spi);
    if (all.isEmpty()) {
      Kind kind = Kind.of(spi);
      throw new ConfigurationException(
          "No "
              + kind.one()
              + " found. Searched META-INF/services/"
              + spi.getName()
              + " in "
              + search(spi).searched().stream()
                  .map(Plugins::words)
                  .collect(Collectors.joining(", "))
              + ". "
              + kind.jars()
              + alsoBroken(spi));
    }
    return all;
  }

  private ConfigurationException unknown(Class<?> spi, String name, List<String> names) {
    return new ConfigurationException(
        "No "
            + Kind.of(spi).one()
            + " '"
            + name
            + "'. "
            + DidYouMean.among(name, names)
            + alsoBroken(spi));
  }

  private static ConfigurationException ambiguous(Kind kind, String name, List<?> claimants) {
    return new ConfigurationException(
        "Several "
            + kind.many()
            + " are called '"
            + name
            + "': "
            + claimants.stream()
                .map(provider -> Discovery.origin(provider.getClass()))
                .collect(Collectors.joining(" and "))
            + ". Remove all but one of these from the class path.");
  }

  private String alsoBroken(Class<?> spi) {
    List<String> broken = broken(spi);
    return broken.isEmpty() ? "" : " Found but broken: " + String.join("; ", broken) + ".";
  }

  private static List<String> names(List<? extends Provider> providers) {
    return List.copyOf(
        providers.stream().map(Provider::name).collect(Collectors.toCollection(TreeSet::new)));
  }

  private static Optional<String> misnamed(Provider provider) {
    String name;
    try {
      name = provider.name();
    } catch (LinkageError | RuntimeException e) {
      return Optional.of(
          provider.getClass().getName()
              + " does not tell its name ("
              + Discovery.describe(e)
              + ")");
    }
    return name != null && NAME.matcher(name).matches()
        ? Optional.empty()
        : Optional.of(
            Discovery.origin(provider.getClass())
                + " has the name '"
                + name
                + "', which must be lower-case letters, digits and hyphens, beginning with a letter");
  }

  private static String words(ClassLoader loader) {
    String name = loader.getName();
    return name == null ? loader.toString() : "class loader '" + name + "'";
  }

  @SuppressWarnings("unchecked") // the value under a type is what was found for that type
  private <S> Discovery<S> search(Class<S> type) {
    return (Discovery<S>) known.computeIfAbsent(type, key -> Discovery.of(key, loaders.apply(key)));
  }
}
