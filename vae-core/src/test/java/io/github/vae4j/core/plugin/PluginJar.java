package io.github.vae4j.core.plugin;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Compiles plugins in a temporary folder and packs them into jars. */
final class PluginJar {
  private final Path jar;
  private final Path classes;
  private final List<Path> sources = new ArrayList<>();
  private final List<Path> left = new ArrayList<>();
  private final List<String> services = new ArrayList<>();

  private PluginJar(Path folder, String name) throws IOException {
    jar = folder.resolve(name + ".jar");
    classes = Files.createDirectories(folder.resolve(name));
  }

  static PluginJar named(Path folder, String name) throws IOException {
    return new PluginJar(folder, name);
  }

  /**
   * Compiles a class of package {@code plug}; the body may name anything on the test's class path.
   */
  PluginJar with(String className, String declaration) throws IOException {
    Path source = classes.resolve(className + ".java");
    Files.writeString(
        source,
        """
        package plug;
        import io.github.vae4j.api.model.*;
        import io.github.vae4j.api.plugin.*;
        import io.github.vae4j.api.tensor.*;
        import io.github.vae4j.core.plugin.FakeBackend;
        import java.util.Optional;
        """
            + declaration);
    sources.add(source);
    return this;
  }

  /** Adds a prior of the given name; {@code constructor} is code in its constructor. */
  PluginJar withPrior(String className, String name, String constructor) throws IOException {
    with(
        className,
        "public final class %1$s implements PriorProvider { public %1$s() { %3$s } public String name()"
                .formatted(className, name, constructor)
            + " { return \"%s\"; } public Prior create(Options o, BuildContext c) { return null; } }"
                .formatted(name));
    return lists("io.github.vae4j.api.model.PriorProvider", "plug." + className);
  }

  /** Adds a backend of the given name; {@code unavailable} is an expression. */
  PluginJar withBackend(String className, String name, String unavailable) throws IOException {
    with(
        className,
        "public final class %s implements BackendProvider { public String name() { return \"%s\"; }"
                .formatted(className, name)
            + " public Optional<String> unavailable() { return %s; }".formatted(unavailable)
            + " public Backend create(Options o) { return new FakeBackend(name(), o); } }");
    return lists("io.github.vae4j.api.tensor.BackendProvider", "plug." + className);
  }

  /** Leaves a compiled class out, so that what needs it cannot be linked. */
  PluginJar without(String className) {
    left.add(classes.resolve("plug/" + className + ".class"));
    return this;
  }

  /** Adds a line to the list of services. */
  PluginJar lists(String spi, String line) throws IOException {
    Path list = classes.resolve("META-INF/services/" + spi);
    Files.createDirectories(list.getParent());
    services.add(line);
    Files.writeString(list, String.join("\n", services) + "\n");
    return this;
  }

  Path path() {
    return jar;
  }

  URL pack() throws IOException {
    compile();
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> files = Files.walk(classes)) {
      for (Path path : files.filter(Files::isRegularFile).sorted().toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(path).toString().replace('\\', '/')));
        Files.copy(path, out);
      }
    }
    return jar.toUri().toURL();
  }

  private void compile() throws IOException {
    if (sources.isEmpty()) {
      return;
    }
    String path = classes + File.pathSeparator + System.getProperty("java.class.path");
    List<String> arguments =
        new ArrayList<>(List.of("-proc:none", "-d", classes.toString(), "-cp", path));
    sources.forEach(source -> arguments.add(source.toString()));
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    if (failed != 0) {
      throw new IllegalStateException("does not compile: " + sources);
    }
    for (Path source : sources) {
      Files.delete(source);
    }
    for (Path gone : left) {
      Files.delete(gone);
    }
  }
}
