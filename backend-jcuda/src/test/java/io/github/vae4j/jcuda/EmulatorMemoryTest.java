package io.github.vae4j.jcuda;

import static org.assertj.core.api.Assertions.assertThat;

import jcuda.Pointer;
import jcuda.driver.CUdeviceptr;
import jcuda.driver.CUresult;
import jcuda.driver.JCudaDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That the emulated driver sees what kernels and copies do to memory that is not theirs. */
class EmulatorMemoryTest {
  private static final int COUNT = 1000;

  private Probes probes;
  private CUdeviceptr memory;

  @BeforeEach
  void start() {
    probes = new Probes(0);
    memory = probes.floats(COUNT);
  }

  @AfterEach
  void stop() {
    if (probes != null) {
      probes.close();
    }
  }

  private int fill(CUdeviceptr to, int count) {
    return probes.run("probe_fill", (count + 255) / 256, 256, to, 1f, count);
  }

  @Test
  void memory_isFilledWithNaN() {
    assertThat(probes.read(memory, COUNT)).containsOnly(Float.NaN);
  }

  @Test
  void write_inside_isDone() {
    assertThat(fill(memory, COUNT)).isZero();
    assertThat(probes.read(memory, COUNT)).containsOnly(1);
  }

  @Test
  void write_ofOneFloatBehind_isSeen() {
    assertThat(fill(memory, COUNT + 1)).isEqualTo(CUresult.CUDA_ERROR_ILLEGAL_ADDRESS);
  }

  @Test
  void write_ofOneFloatBefore_isSeen() {
    assertThat(fill(memory.withByteOffset(-Float.BYTES), 1))
        .isEqualTo(CUresult.CUDA_ERROR_ILLEGAL_ADDRESS);
  }

  @Test
  void write_farBehind_isSeen() {
    assertThat(fill(memory, 4 * COUNT)).isEqualTo(CUresult.CUDA_ERROR_ILLEGAL_ADDRESS);
  }

  @Test
  void read_farBehind_isSeen() {
    CUdeviceptr larger = probes.floats(4 * COUNT);
    assertThat(probes.run("probe_double", 16, 256, larger, memory, 4 * COUNT))
        .isEqualTo(CUresult.CUDA_ERROR_ILLEGAL_ADDRESS);
  }

  @Test
  void read_justBehind_givesNaN() {
    CUdeviceptr larger = probes.floats(COUNT + 1);
    fill(memory, COUNT);
    assertThat(probes.run("probe_double", 4, 256, larger, memory, COUNT + 1)).isZero();
    assertThat(probes.read(larger, COUNT + 1)).endsWith(2, Float.NaN);
  }

  @Test
  void write_toWhatIsFreed_isSeen() {
    Probes.check(JCudaDriver.cuMemFree(memory));
    probes.floats(COUNT);
    assertThat(fill(memory, 1)).isEqualTo(CUresult.CUDA_ERROR_ILLEGAL_ADDRESS);
  }

  @Test
  void write_toNull_isSeen() {
    assertThat(fill(new CUdeviceptr(), 1)).isEqualTo(CUresult.CUDA_ERROR_ILLEGAL_ADDRESS);
  }

  @Test
  void fault_isRepeatedByEveryCallThatFollows() {
    fill(new CUdeviceptr(), 1);
    assertThat(JCudaDriver.cuMemAlloc(new CUdeviceptr(), 4))
        .isEqualTo(CUresult.CUDA_ERROR_ILLEGAL_ADDRESS);
    assertThat(probes.finish()).isEqualTo(CUresult.CUDA_ERROR_ILLEGAL_ADDRESS);
  }

  @Test
  void copy_ofMoreThanWasAllocated_isRefused() {
    float[] more = new float[COUNT + 1];
    long bytes = (long) more.length * Float.BYTES;
    assertThat(JCudaDriver.cuMemcpyDtoH(Pointer.to(more), memory, bytes))
        .isEqualTo(CUresult.CUDA_ERROR_INVALID_VALUE);
    assertThat(JCudaDriver.cuMemcpyHtoD(memory, Pointer.to(more), bytes))
        .isEqualTo(CUresult.CUDA_ERROR_INVALID_VALUE);
  }

  @Test
  void free_ofWhatIsNoAllocation_isRefused() {
    assertThat(JCudaDriver.cuMemFree(memory.withByteOffset(256)))
        .isEqualTo(CUresult.CUDA_ERROR_INVALID_VALUE);
    Probes.check(JCudaDriver.cuMemFree(memory));
    assertThat(JCudaDriver.cuMemFree(memory)).isEqualTo(CUresult.CUDA_ERROR_INVALID_VALUE);
  }

  @Test
  void allocation_beyondTheDevicesMemory_isRefused() {
    assertThat(JCudaDriver.cuMemAlloc(new CUdeviceptr(), 9L << 30))
        .isEqualTo(CUresult.CUDA_ERROR_OUT_OF_MEMORY);
  }

  @Test
  void allocations_oneAfterTheOther_neverShareAnAddressSoon() {
    for (int i = 0; i < 10_000; i++) {
      CUdeviceptr another = probes.floats(COUNT);
      assertThat(another).isNotEqualTo(memory);
      Probes.check(JCudaDriver.cuMemFree(another));
    }
  }
}
