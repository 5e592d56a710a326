package io.github.vae4j.core.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DataEnvironmentTest {
  private static final Path HOME = Path.of("home", "user").toAbsolutePath();

  @Test
  void cacheIsWhereTheSystemKeepsCaches() {
    assertThat(cache("Linux", Map.of())).isEqualTo(HOME.resolve(".cache/vae4j/mnist"));
    Path xdg = HOME.resolve("xdg");
    assertThat(cache("Linux", Map.of("XDG_CACHE_HOME", xdg.toString())))
        .isEqualTo(xdg.resolve("vae4j/mnist"));
    assertThat(cache("Linux", Map.of("XDG_CACHE_HOME", "relative")))
        .isEqualTo(HOME.resolve(".cache/vae4j/mnist"));
    assertThat(cache("Linux", Map.of("XDG_CACHE_HOME", "")))
        .isEqualTo(HOME.resolve(".cache/vae4j/mnist"));
    assertThat(cache("Mac OS X", Map.of())).isEqualTo(HOME.resolve("Library/Caches/vae4j/mnist"));
    Path local = HOME.resolve("local");
    assertThat(cache("Windows 11", Map.of("LOCALAPPDATA", local.toString())))
        .isEqualTo(local.resolve("vae4j/mnist"));
    assertThat(cache("Windows 11", Map.of())).isEqualTo(HOME.resolve("AppData/Local/vae4j/mnist"));
  }

  @Test
  void dataIsWhereTheVariableSays() {
    assertThat(new DataEnvironment(Map.of("VAE4J_DATA", "d"), "Linux", HOME).data("mnist"))
        .contains(Path.of("d", "mnist"));
    assertThat(new DataEnvironment(Map.of("VAE4J_DATA", " "), "Linux", HOME).data("mnist"))
        .isEmpty();
    assertThat(new DataEnvironment(Map.of(), "Linux", HOME).data("mnist")).isEmpty();
  }

  private static Path cache(String system, Map<String, String> variables) {
    return new DataEnvironment(variables, system, HOME).cache("mnist");
  }
}
