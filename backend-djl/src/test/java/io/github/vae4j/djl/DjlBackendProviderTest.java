package io.github.vae4j.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.pytorch.jni.JniUtils;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.BackendProvider;
import io.github.vae4j.core.plugin.JsonOptions;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DjlBackendProviderTest {
  @Test
  void provider_isFoundByName() {
    assertThat(ServiceLoader.load(BackendProvider.class))
        .extracting(BackendProvider::name)
        .contains("djl");
  }

  @Test
  void threads_showInTheDeviceAndReachLibtorch() {
    try (Backend one = create(Map.of("threads", 1))) {
      assertThat(one.device()).isEqualTo("cpu, 1 thread");
      assertThat(JniUtils.getNumThreads()).isEqualTo(1);
    }
    try (Backend three = create(Map.of("threads", 3, "device", "cpu"))) {
      assertThat(three.device()).isEqualTo("cpu, 3 threads");
      assertThat(JniUtils.getNumThreads()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1025})
  void threadsOutOfBounds_areRefused(int threads) {
    assertThatThrownBy(() -> create(Map.of("threads", threads)).close())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("must be a whole number from 1 to 1024, got " + threads);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpu", "gpu:", "gpu:-1", "gpu:1000", "cuda:0", "GPU:0", ""})
  void aDeviceThatIsNone_isRefused(String name) {
    assertThatThrownBy(() -> create(Map.of("device", name)).close())
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("backend.device: must be 'cpu' or a GPU such as 'gpu:0', got '" + name + "'");
  }

  @Test
  void aGpuThatLibtorchCannotUse_isRefusedWithWhatToInstall() {
    Engine.start();
    assumeFalse(JniUtils.getFeatures().contains("CUDA"), "this libtorch can use a GPU");
    assumeTrue(Natives.platform().endsWith("-x86_64"), "DJL has CUDA on x86-64 alone");
    assertThatThrownBy(() -> create(Map.of("device", "gpu:1")).close())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("backend.device: no 'gpu:1': the libtorch in ")
        .hasMessageContaining("Install PyTorch 2.7.1 for CUDA 12.8")
        .hasMessageContaining("set PYTORCH_LIBRARY_PATH to its folder torch/lib")
        .hasMessageContaining("PYTORCH_FLAVOR to cu128");
  }

  private static Backend create(Map<String, Object> options) {
    return new DjlBackendProvider().create(JsonOptions.of(options, "backend"));
  }
}
