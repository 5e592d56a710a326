package io.github.vae4j.djl;

import ai.djl.pytorch.jni.LibUtils;
import io.github.vae4j.core.plugin.JsonOptions;
import java.io.IOException;
import java.net.Proxy;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.Map;

/** What a {@link ChildJvm} runs: it tells each address on a network that is asked for. */
final class Probe {
  private Probe() {}

  public static void main(String[] arguments) {
    URL.setURLStreamHandlerFactory(
        protocol -> protocol.startsWith("http") ? new NoNetwork() : null);
    DjlBackendProvider provider = new DjlBackendProvider();
    switch (arguments[0]) {
      case "unavailable" ->
          System.out.println("unavailable: " + provider.unavailable().orElse("no"));
      case "create" -> create(provider);
      case "djl alone" -> System.out.println("engines: " + ai.djl.engine.Engine.getAllEngines());
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void create(DjlBackendProvider provider) {
    try {
      provider.create(JsonOptions.of(Map.of("threads", 1), "backend")).close();
      System.out.println("loaded from " + LibUtils.getLibtorchPath());
    } catch (IllegalStateException e) {
      System.out.println("refused: " + e.getMessage());
    }
  }

  private static final class NoNetwork extends URLStreamHandler {
    @Override
    protected URLConnection openConnection(URL url) throws IOException {
      System.out.println("asked for " + url);
      throw new IOException("there is no network");
    }

    @Override
    protected URLConnection openConnection(URL url, Proxy proxy) throws IOException {
      return openConnection(url);
    }
  }
}
