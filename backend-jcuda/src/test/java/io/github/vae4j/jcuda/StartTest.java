package io.github.vae4j.jcuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.plugin.JsonOptions;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which drivers and devices are refused, and how. */
class StartTest {
  private static final String CANNOT = "Backend 'jcuda' is present but cannot run here: ";

  @TempDir private Path directory;

  @Test
  void noDriver_isToldEachTime() throws Exception {
    // a machine with a driver of its own has one outside the folder that is searched first, too
    String said = new ChildJvm(directory).libraries(directory).run(Probe.class, "replay");
    assumeTrue(said.contains("libcuda.so.1 not found"), "this machine has an NVIDIA driver");
    String reason =
        "libcuda.so.1 not found: install NVIDIA's driver, R525 or newer, and check it with"
            + " nvidia-smi";
    assertThat(said.lines())
        .containsExactly(
            "unavailable: " + reason, "unavailable: " + reason, "refused: " + CANNOT + reason);
  }

  @Test
  void anOldDriver_isRefused() throws Exception {
    assertThat(under("VAE4J_EMULATOR_DRIVER", "11080", "replay"))
        .contains(
            "refused: "
                + CANNOT
                + "the NVIDIA driver knows CUDA 11.8, and CUDA 12.0 is needed; install NVIDIA's"
                + " driver, R525 or newer, and check it with nvidia-smi");
  }

  @Test
  void noDevice_isRefused() throws Exception {
    assertThat(under("VAE4J_EMULATOR_DEVICES", "0", "replay"))
        .contains(
            "refused: "
                + CANNOT
                + "NVIDIA's driver is installed but finds no device; check with nvidia-smi");
  }

  @Test
  void aDriverThatFails_isToldWithItsError() throws Exception {
    assertThat(under("VAE4J_EMULATOR_INIT", "803", "replay"))
        .contains("refused: " + CANNOT + "CUDA error 803 (")
        .contains(") in cuInit; check with nvidia-smi");
  }

  @Test
  void tooLittleMemory_isToldWithItsSize_andLosesNothing() throws Exception {
    String said = under("VAE4J_EMULATOR_MEMORY", String.valueOf(8 << 20), "fill");
    assertThat(said)
        .contains(
            "refused: CUDA error 2 (out of memory) in cuMemAlloc of 16777216 bytes (device 0); 'full'"
                + " needs them beside the 2097152 that this backend holds: take smaller batches")
        .contains("sum: 700000.0")
        .contains("state: 1500000.0");
  }

  @Test
  void aDriverThatMakesNoGraphs_runsStepsCallByCall() throws Exception {
    String said = under("VAE4J_EMULATOR_CAPTURE", "refused", "replay");
    assertThat(said)
        .containsOnlyOnce("A step runs call by call, for it cannot be captured: CUDA error 801")
        .contains("value: 4.0, calls: 5");
  }

  @Test
  void aDriverThatBeginsNoCapture_runsStepsCallByCall() throws Exception {
    String said = under("VAE4J_EMULATOR_CAPTURE", "never", "replay");
    assertThat(said)
        .containsOnlyOnce("A step runs call by call, for it cannot be captured: CUDA error 801")
        .contains("in cuStreamBeginCapture (device 0)")
        .contains("value: 4.0, calls: 4");
  }

  @Test
  void aDriverThatMakesGraphs_callsAStepTwice() throws Exception {
    assertThat(under("VAE4J_EMULATOR_SEED", "1", "replay"))
        .contains("value: 4.0, calls: 2")
        .doesNotContain("call by call");
  }

  @Test
  void devices_areNamedByTheirNumber() {
    EmulatedDriver.start().close();
    assertRefused("cpu", "must be a GPU such as 'gpu:0', got 'cpu'");
    assertRefused("gpu:9", "no 'gpu:9': the driver sees 4 GPUs, gpu:0 to gpu:3");
    assertRefused("gpu:3", "has compute capability 6.1, and 7.5 (Turing) or more is needed");
  }

  @Test
  void tf32_needsTensorCores() {
    EmulatedDriver.start().close();
    assertThatThrownBy(() -> create(Map.of("device", "gpu:2", "tf32", true)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("has compute capability 7.5, and TF32 needs 8.0 or more");
    create(Map.of("device", "gpu:0", "tf32", true)).close();
  }

  @Test
  void theOldestDevices_multiply() {
    EmulatedDriver.start().close();
    try (JcudaBackend backend = create(Map.of("device", "gpu:2"));
        Scope scope = backend.scope()) {
      Ops ops = scope.ops();
      Tensor product =
          ops.matmul(ops.full(2, Shape.of(65, 5)), ops.full(3, Shape.of(5, 33)), false, false);
      assertThat(product.toFloats()).hasSize(65 * 33).containsOnly(30);
    }
  }

  private static void assertRefused(String device, String words) {
    assertThatThrownBy(() -> create(Map.of("device", device)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(words);
  }

  private static JcudaBackend create(Map<String, Object> options) {
    return (JcudaBackend) new JcudaBackendProvider().create(JsonOptions.of(options, "backend"));
  }

  /** Runs the backend under the emulated driver, set in one way. */
  private String under(String variable, String value, String what) throws Exception {
    EmulatedDriver.start().close();
    return new ChildJvm(directory).variable(variable, value).run(Probe.class, what);
  }
}
