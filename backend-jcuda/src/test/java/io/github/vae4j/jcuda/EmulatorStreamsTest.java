package io.github.vae4j.jcuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashSet;
import java.util.Set;
import jcuda.Pointer;
import jcuda.driver.CUdeviceptr;
import jcuda.driver.CUevent;
import jcuda.driver.CUevent_flags;
import jcuda.driver.CUresult;
import jcuda.driver.CUstream;
import jcuda.driver.CUstream_flags;
import jcuda.driver.JCudaDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** That the emulated driver runs the work of streams as late as a device may, and in any order. */
class EmulatorStreamsTest {
  private static final long FLOAT = Float.BYTES;

  private Probes probes;

  @AfterEach
  void stop() {
    if (probes != null) {
      probes.close();
    }
  }

  private static CUstream stream(int flags) {
    CUstream stream = new CUstream();
    Probes.check(JCudaDriver.cuStreamCreate(stream, flags));
    return stream;
  }

  private void fill(CUstream stream, CUdeviceptr to, float value) {
    Probes.check(probes.launch(stream, "probe_fill", 1, 32, to, value, 1));
  }

  private static Pointer pinned() {
    Pointer pointer = new Pointer();
    Probes.check(JCudaDriver.cuMemHostAlloc(pointer, FLOAT, 0));
    return pointer;
  }

  private static FloatBuffer floats(Pointer pinned) {
    return pinned.getByteBuffer(0, FLOAT).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  @Test
  void work_doesNotRunBeforeSomebodyWaits() {
    probes = new Probes(0);
    CUdeviceptr memory = probes.floats(1);
    Pointer host = pinned();
    fill(probes.stream(), memory, 1);
    Probes.check(JCudaDriver.cuMemcpyDtoHAsync(host, memory, FLOAT, probes.stream()));
    assertThat(floats(host).get(0)).isNaN();
    Probes.check(probes.finish());
    assertThat(floats(host).get(0)).isEqualTo(1);
  }

  @Test
  void pinnedMemory_thatIsWrittenAgainTooEarly_arrivesAsItIsThen() {
    probes = new Probes(0);
    CUdeviceptr memory = probes.floats(1);
    Pointer host = pinned();
    floats(host).put(0, 1);
    Probes.check(JCudaDriver.cuMemcpyHtoDAsync(memory, host, FLOAT, probes.stream()));
    floats(host).put(0, 2);
    assertThat(probes.read(memory, 1)).containsExactly(2);
  }

  @Test
  void arguments_areThoseOfTheLaunch() {
    probes = new Probes(0);
    CUdeviceptr memory = probes.floats(1);
    fill(probes.stream(), memory, 1);
    fill(probes.stream(), memory, 2);
    assertThat(probes.read(memory, 1)).containsExactly(2);
  }

  @Test
  void copy_thatWaits_doesNotWaitForStreamsMadeNonBlocking() {
    probes = new Probes(0);
    CUdeviceptr memory = probes.floats(1);
    fill(probes.stream(), memory, 1);
    assertThat(probes.readNow(memory, 1)).containsExactly(Float.NaN);
    fill(stream(CUstream_flags.CU_STREAM_DEFAULT), memory, 2);
    assertThat(probes.readNow(memory, 1)).containsExactly(2);
  }

  @Test
  void event_ordersStreams() {
    for (int i = 0; i < 32; i++) {
      probes = new Probes(1);
      CUdeviceptr memory = probes.floats(1);
      CUstream other = stream(CUstream_flags.CU_STREAM_NON_BLOCKING);
      CUevent event = new CUevent();
      Probes.check(JCudaDriver.cuEventCreate(event, CUevent_flags.CU_EVENT_DISABLE_TIMING));
      fill(probes.stream(), memory, 1);
      Probes.check(JCudaDriver.cuEventRecord(event, probes.stream()));
      Probes.check(JCudaDriver.cuStreamWaitEvent(other, event, 0));
      fill(other, memory, 2);
      Probes.check(JCudaDriver.cuStreamSynchronize(other));
      assertThat(probes.readNow(memory, 1)).containsExactly(2);
      probes.close();
    }
    probes = null;
  }

  @Test
  void streams_withoutAnEvent_runInAnyOrder() {
    probes = new Probes(1);
    CUstream other = stream(CUstream_flags.CU_STREAM_NON_BLOCKING);
    Set<Float> last = new HashSet<>();
    for (int i = 0; i < 64; i++) {
      CUdeviceptr memory = probes.floats(1);
      fill(probes.stream(), memory, 1);
      fill(other, memory, 2);
      Probes.check(JCudaDriver.cuCtxSynchronize());
      last.add(probes.readNow(memory, 1)[0]);
    }
    assertThat(last).containsExactlyInAnyOrder(1f, 2f);
  }

  @Test
  void query_comesToAnEnd() {
    probes = new Probes(0);
    CUdeviceptr memory = probes.floats(1);
    fill(probes.stream(), memory, 1);
    fill(probes.stream(), memory, 2);
    assertThat(JCudaDriver.cuStreamQuery(probes.stream())).isEqualTo(CUresult.CUDA_ERROR_NOT_READY);
    assertThat(JCudaDriver.cuStreamQuery(probes.stream())).isZero();
    assertThat(probes.readNow(memory, 1)).containsExactly(2);
  }

  @Test
  void handle_thatIsStale_isRefused() {
    probes = new Probes(0);
    CUstream other = stream(CUstream_flags.CU_STREAM_NON_BLOCKING);
    Probes.check(JCudaDriver.cuStreamDestroy(other));
    assertThat(JCudaDriver.cuStreamSynchronize(other))
        .isEqualTo(CUresult.CUDA_ERROR_INVALID_HANDLE);
  }
}
