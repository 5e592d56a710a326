package io.github.vae4j.jcuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import jcuda.Pointer;
import jcuda.driver.CUdeviceptr;
import jcuda.driver.CUfunction;
import jcuda.driver.CUmodule;
import jcuda.driver.CUresult;
import jcuda.driver.JCudaDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That the emulated driver runs threads as a device might, and sees where they do not meet. */
class EmulatorThreadsTest {
  private static final int ASCENDING = 0;
  private static final int SHUFFLED = 1;
  private static final int COUNT = 1024;

  private static float[] counting() {
    float[] values = new float[COUNT];
    for (int i = 0; i < COUNT; i++) {
      values[i] = i;
    }
    return values;
  }

  /** Returns each block's numbers in reverse. */
  private static float[] reversed() {
    float[] values = new float[COUNT];
    for (int i = 0; i < COUNT; i++) {
      values[i] = i / 256 * 256 + 255 - i % 256;
    }
    return values;
  }

  private static float[] reverse(int device, int withBarrier) {
    try (Probes probes = new Probes(device)) {
      CUdeviceptr to = probes.floats(COUNT);
      Probes.check(
          probes.run("probe_reverse", 4, 256, to, probes.holding(counting()), withBarrier));
      return probes.read(to, COUNT);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {ASCENDING, SHUFFLED})
  void barrier_letsThreadsReadWhatOthersWrote(int device) {
    assertThat(reverse(device, 1)).containsExactly(reversed());
  }

  @ParameterizedTest
  @ValueSource(ints = {ASCENDING, SHUFFLED})
  void barrier_thatIsMissing_leavesNaN(int device) {
    assertThat(reverse(device, 0)).contains(Float.NaN);
  }

  @ParameterizedTest
  @ValueSource(ints = {ASCENDING, SHUFFLED})
  void exchange_ofAllLanes_givesTheWarpsSum(int device) {
    try (Probes probes = new Probes(device)) {
      CUdeviceptr to = probes.floats(256);
      Probes.check(probes.run("probe_warp_sum", 1, 256, to, probes.holding(counting()), 32));
      float[] sums = probes.read(to, 256);
      assertThat(IntStream.range(0, 256).allMatch(i -> sums[i] == 496 + i / 32 * 1024)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {ASCENDING, SHUFFLED})
  void exchange_withoutSomeLanes_isSeen(int device) {
    try (Probes probes = new Probes(device)) {
      CUdeviceptr from = probes.holding(counting());
      assertThat(probes.run("probe_warp_sum", 1, 256, probes.floats(256), from, 31))
          .isEqualTo(CUresult.CUDA_ERROR_LAUNCH_FAILED);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {ASCENDING, SHUFFLED})
  void barriers_atDifferentPlaces_areSeen(int device) {
    try (Probes probes = new Probes(device)) {
      assertThat(probes.run("probe_divergence", 1, 256, probes.floats(256)))
          .isEqualTo(CUresult.CUDA_ERROR_LAUNCH_FAILED);
    }
  }

  @Test
  void vector_atAnAddressThatIsNoMultipleOfIt_isSeen() {
    try (Probes probes = new Probes(ASCENDING)) {
      CUdeviceptr from = probes.holding(counting());
      CUdeviceptr to = probes.floats(1);
      assertThat(probes.run("probe_vector", 1, 1, to, from.withByteOffset(16))).isZero();
      assertThat(probes.read(to, 1)).containsExactly(4 + 5 + 6 + 7);
      assertThat(probes.run("probe_vector", 1, 1, to, from.withByteOffset(4)))
          .isEqualTo(CUresult.CUDA_ERROR_MISALIGNED_ADDRESS);
    }
  }

  @Test
  void index_outsideOfASharedArray_isSeen() {
    try (Probes probes = new Probes(ASCENDING)) {
      CUdeviceptr to = probes.floats(32);
      assertThat(probes.run("probe_shared", 1, 32, to, 31)).isZero();
      assertThat(probes.run("probe_shared", 1, 32, to, 32))
          .isEqualTo(CUresult.CUDA_ERROR_ILLEGAL_ADDRESS);
    }
  }

  private static float[] order(int device) {
    try (Probes probes = new Probes(device)) {
      CUdeviceptr to = probes.floats(COUNT);
      Probes.check(probes.run("probe_order", 4, 256, to, probes.holding(0f)));
      return probes.read(to, COUNT);
    }
  }

  @Test
  void threads_areInAscendingOrderOnOneDeviceAndShuffledOnAnother() {
    assertThat(order(ASCENDING)).containsExactly(counting());
    assertThat(order(SHUFFLED)).isNotEqualTo(counting()).containsExactlyInAnyOrder(counting());
  }

  @Test
  void launch_beyondTheBounds_isRefused() {
    try (Probes probes = new Probes(ASCENDING)) {
      CUdeviceptr to = probes.floats(COUNT);
      assertThat(probes.run("probe_fill", 1, 288, to, 1f, COUNT))
          .isEqualTo(CUresult.CUDA_ERROR_LAUNCH_OUT_OF_RESOURCES);
      assertThat(probes.run("probe_fill", 0, 256, to, 1f, COUNT))
          .isEqualTo(CUresult.CUDA_ERROR_INVALID_VALUE);
      CUfunction fill = new CUfunction();
      Probes.check(JCudaDriver.cuModuleGetFunction(fill, probes.module(), "probe_fill"));
      Pointer none = Pointer.to(new Pointer[0]);
      assertThat(
              JCudaDriver.cuLaunchKernel(
                  fill, 1, 65536, 1, 256, 1, 1, 0, probes.stream(), none, null))
          .isEqualTo(CUresult.CUDA_ERROR_INVALID_VALUE);
    }
  }

  @Test
  void module_thatIsNotOfTheSource_isRefused() {
    try (Probes probes = new Probes(ASCENDING)) {
      assertThat(find(Probes.entry("probe_unknown", "u64"), "probe_unknown"))
          .isEqualTo(CUresult.CUDA_ERROR_NOT_FOUND);
      assertThat(find(Probes.entry("probe_fill", "u64", "f32", "u64"), "probe_fill"))
          .isEqualTo(CUresult.CUDA_ERROR_INVALID_PTX);
      assertThat(find(Probes.entry("probe_fill", "u64", "f32"), "probe_fill"))
          .isEqualTo(CUresult.CUDA_ERROR_INVALID_PTX);
      assertThat(find("", "probe_fill")).isEqualTo(CUresult.CUDA_ERROR_NOT_FOUND);
      assertThat(probes.finish()).isZero();
    }
  }

  @Test
  void function_ofAModuleThatIsGone_isRefused() {
    try (Probes probes = new Probes(ASCENDING)) {
      CUmodule module = new CUmodule();
      Probes.check(
          Probes.load(module, Probes.header("7.5", 75) + Probes.entry("probe_divergence", "u64")));
      CUfunction gone = new CUfunction();
      Probes.check(JCudaDriver.cuModuleGetFunction(gone, module, "probe_divergence"));
      Probes.check(JCudaDriver.cuModuleUnload(module));

      Pointer parameters = Pointer.to(Pointer.to(probes.floats(COUNT)));
      assertThat(
              JCudaDriver.cuLaunchKernel(
                  gone, 1, 1, 1, 32, 1, 1, 0, probes.stream(), parameters, null))
          .isEqualTo(CUresult.CUDA_ERROR_INVALID_HANDLE);
    }
  }

  private static int find(String entries, String kernel) {
    CUmodule module = new CUmodule();
    Probes.check(Probes.load(module, Probes.header("7.5", 75) + entries));
    return JCudaDriver.cuModuleGetFunction(new CUfunction(), module, kernel);
  }

  @Test
  void module_thatTheDeviceOrDriverIsTooOldFor_isRefused() {
    try (Probes probes = new Probes(2)) {
      assertThat(Probes.load(new CUmodule(), Probes.header("7.5", 80)))
          .isEqualTo(CUresult.CUDA_ERROR_INVALID_PTX);
      assertThat(Probes.load(new CUmodule(), Probes.header("9.0", 75)))
          .isEqualTo(CUresult.CUDA_ERROR_UNSUPPORTED_PTX_VERSION);
      assertThat(probes.finish()).isZero();
    }
  }
}
