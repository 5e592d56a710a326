package io.github.vae4j.core.wiring;

import com.google.inject.Inject;
import com.google.inject.Provider;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.plugin.Plugins;
import org.jspecify.annotations.Nullable;

/**
 * Starts the backend when it is first asked for, and hands out that one ever after.
 *
 * <p>Guice's own singletons will not do: in its production stage they are made with the injector.
 */
final class LazyBackend implements Provider<Backend>, AutoCloseable {
  private final Plugins plugins;
  private final BackendChoice choice;
  private @Nullable Backend started;
  private boolean closed;

  @Inject
  LazyBackend(Plugins plugins, BackendChoice choice) {
    this.plugins = plugins;
    this.choice = choice;
  }

  @Override
  public synchronized Backend get() {
    if (closed) {
      throw new IllegalStateException("backend: asked for after this was closed");
    }
    if (started == null) {
      started = choice.start(plugins);
    }
    return started;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (started != null) {
      started.close();
    }
  }
}
