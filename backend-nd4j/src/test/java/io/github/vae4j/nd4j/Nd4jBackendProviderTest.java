package io.github.vae4j.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.BackendProvider;
import io.github.vae4j.core.plugin.JsonOptions;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.ServiceLoader;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.junit.jupiter.api.Test;

class Nd4jBackendProviderTest {
  private static final String PLATFORM = Loader.getPlatform();

  @Test
  void provider_isFoundByName() {
    assertThat(ServiceLoader.load(BackendProvider.class))
        .extracting(BackendProvider::name)
        .contains("nd4j");
  }

  @Test
  void threads_showInTheDevice() {
    try (Backend one = create(1);
        Backend three = create(3)) {
      assertThat(one.device()).isEqualTo("cpu, 1 thread");
      assertThat(three.device()).isEqualTo("cpu, 3 threads");
    }
  }

  @Test
  void openBlas_keepsItsThreadsUntilABackendIsMade() {
    Engine.load();
    openblas_nolapack.blas_set_num_threads(2);
    assertThat(new Nd4jBackendProvider().unavailable()).isEmpty();
    assertThat(openblas_nolapack.blas_get_num_threads()).isEqualTo(2);
    create(3).close();
    assertThat(openblas_nolapack.blas_get_num_threads()).isEqualTo(1);
  }

  @Test
  void loading_leavesSystemPropertiesAsTheyWere() {
    String before = System.getProperty("org.nd4j.log.initialization");
    Engine.load();
    assertThat(System.getProperty("org.nd4j.log.initialization")).isEqualTo(before);
  }

  @Test
  void threadsOutOfBounds_areRefused() {
    for (int threads : new int[] {-1, 0, 1025}) {
      assertThatThrownBy(() -> create(threads).close())
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("must be a whole number from 1 to 1024, got " + threads);
    }
  }

  /** Loads this backend from a class path without the machine's native libraries. */
  @Test
  void missingNatives_areNamedWithWhatToAdd() throws Exception {
    try (URLClassLoader loader = withoutNatives()) {
      Object provider =
          loader.loadClass(Nd4jBackendProvider.class.getName()).getConstructor().newInstance();
      Object reason = provider.getClass().getMethod("unavailable").invoke(provider);
      assertThat(reason.toString())
          .contains("ND4J or OpenBLAS has no native library that loads on " + PLATFORM)
          .contains("add org.nd4j:nd4j-native, org.bytedeco:openblas and org.bytedeco:javacpp")
          .contains("with the classifier '" + PLATFORM + "'");
    }
  }

  private static URLClassLoader withoutNatives() {
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    URL[] jars =
        Arrays.stream(path.split(File.pathSeparator))
            .filter(entry -> !entry.endsWith("-" + PLATFORM + ".jar"))
            .map(Nd4jBackendProviderTest::url)
            .toArray(URL[]::new);
    return new URLClassLoader(jars, ClassLoader.getPlatformClassLoader());
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(entry, e);
    }
  }

  private static Backend create(int threads) {
    return new Nd4jBackendProvider().create(JsonOptions.of(Map.of("threads", threads), "backend"));
  }
}
