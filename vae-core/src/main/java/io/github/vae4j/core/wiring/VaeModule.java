package io.github.vae4j.core.wiring;

import com.google.inject.PrivateModule;
import com.google.inject.Singleton;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.distribution.KlRules;
import io.github.vae4j.core.plugin.Plugins;

/**
 * Binds {@link Plugins}, {@link KlRules} and {@link Backend} for a Guice injector, the user's own
 * or {@link Vae4j}'s.
 *
 * <p>The backend is started when it, not merely a provider of it, is first asked for; whoever asked
 * closes it at the end. The module asks no strictness of the injector it is installed in.
 */
public final class VaeModule extends PrivateModule {
  private final BackendChoice choice;
  private final Plugins plugins;

  private VaeModule(BackendChoice choice, Plugins plugins) {
    this.choice = choice;
    this.plugins = plugins;
  }

  /** Returns a module with the only backend on the class path. */
  public static VaeModule create() {
    return with(BackendChoice.only(), Plugins.discover());
  }

  /** Returns a module with the chosen backend out of the given plugins. */
  public static VaeModule with(BackendChoice choice, Plugins plugins) {
    return new VaeModule(choice, plugins);
  }

  @Override
  protected void configure() {
    bind(BackendChoice.class).toInstance(choice);
    bind(Plugins.class).toInstance(plugins);
    bind(LazyBackend.class).in(Singleton.class);
    bind(Backend.class).toProvider(LazyBackend.class);
    bind(KlRules.class).toProvider(() -> KlRules.discover(plugins));
    expose(Plugins.class);
    expose(KlRules.class);
    expose(Backend.class);
    expose(LazyBackend.class);
  }
}
