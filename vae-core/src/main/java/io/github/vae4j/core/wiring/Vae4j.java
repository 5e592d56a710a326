package io.github.vae4j.core.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Stage;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.plugin.Plugins;

/**
 * The library wired for an application that has no injector of its own. Starts nothing before it is
 * asked; to be closed at the end. Safe for many threads.
 */
public final class Vae4j implements AutoCloseable {
  private final Injector injector;

  private Vae4j(Injector injector) {
    this.injector = injector;
  }

  /** Returns the library with the chosen backend out of the given plugins. */
  public static Vae4j create(BackendChoice choice, Plugins plugins) {
    return new Vae4j(
        Guice.createInjector(Stage.PRODUCTION, new Strict(), VaeModule.with(choice, plugins)));
  }

  /** Returns the plugins. */
  public Plugins plugins() {
    return injector.getInstance(Plugins.class);
  }

  /**
   * Returns the backend, started on the first call.
   *
   * @throws ConfigurationException if it is not there, cannot run here or refuses its options
   * @throws IllegalStateException if this is closed
   */
  public Backend backend() {
    return injector.getInstance(LazyBackend.class).get();
  }

  /** Closes the backend if it was started; a second call does nothing. */
  @Override
  public void close() {
    injector.getInstance(LazyBackend.class).close();
  }

  /**
   * What an injector of our own insists on; an installed module must not, it would bind the user
   * too.
   */
  private static final class Strict extends AbstractModule {
    @Override
    protected void configure() {
      binder().requireExplicitBindings();
      binder().requireExactBindingAnnotations();
      binder().disableCircularProxies();
    }
  }
}
