package io.github.vae4j.jcuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import jcuda.Pointer;
import jcuda.driver.CUdeviceptr;
import jcuda.driver.CUevent;
import jcuda.driver.CUevent_flags;
import jcuda.driver.CUgraph;
import jcuda.driver.CUgraphExec;
import jcuda.driver.CUresult;
import jcuda.driver.CUstream;
import jcuda.driver.CUstreamCaptureMode;
import jcuda.driver.CUstream_flags;
import jcuda.driver.JCudaDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * That the emulated driver captures streams as CUDA documents it, and refuses what CUDA refuses.
 */
class EmulatorCaptureTest {
  private Probes probes;
  private CUstream side;
  private CUdeviceptr memory;

  private void begin(int device) {
    probes = new Probes(device);
    memory = probes.floats(1);
    side = new CUstream();
    Probes.check(JCudaDriver.cuStreamCreate(side, CUstream_flags.CU_STREAM_NON_BLOCKING));
    Probes.check(
        JCudaDriver.cuStreamBeginCapture(
            probes.stream(), CUstreamCaptureMode.CU_STREAM_CAPTURE_MODE_THREAD_LOCAL));
  }

  @AfterEach
  void stop() {
    if (probes != null) {
      probes.close();
    }
  }

  private void fill(CUstream stream, float value) {
    Probes.check(probes.launch(stream, "probe_fill", 1, 32, memory, value, 1));
  }

  /** Lets one stream wait for what was sent to another. */
  private static int order(CUstream before, CUstream after) {
    CUevent event = new CUevent();
    Probes.check(JCudaDriver.cuEventCreate(event, CUevent_flags.CU_EVENT_DISABLE_TIMING));
    Probes.check(JCudaDriver.cuEventRecord(event, before));
    return JCudaDriver.cuStreamWaitEvent(after, event, 0);
  }

  private int end() {
    return JCudaDriver.cuStreamEndCapture(probes.stream(), new CUgraph());
  }

  private CUgraphExec instantiate() {
    CUgraph graph = new CUgraph();
    CUgraphExec executable = new CUgraphExec();
    Probes.check(JCudaDriver.cuStreamEndCapture(probes.stream(), graph));
    Probes.check(JCudaDriver.cuGraphInstantiate(executable, graph, 0));
    Probes.check(JCudaDriver.cuGraphDestroy(graph));
    return executable;
  }

  private float launched(CUgraphExec executable) {
    Probes.check(JCudaDriver.cuMemsetD32(memory, 0, 1));
    Probes.check(JCudaDriver.cuCtxSynchronize());
    Probes.check(JCudaDriver.cuGraphLaunch(executable, probes.stream()));
    return probes.read(memory, 1)[0];
  }

  @Test
  void work_runsAtEachLaunchAndNotWhenCaptured() {
    begin(0);
    fill(probes.stream(), 1);
    CUgraphExec executable = instantiate();
    assertThat(probes.read(memory, 1)).containsExactly(Float.NaN);
    assertThat(launched(executable)).isEqualTo(1);
    assertThat(launched(executable)).isEqualTo(1);
  }

  @Test
  void sideStream_thatIsForkedAndJoined_isPartOfTheGraph() {
    begin(1);
    fill(probes.stream(), 1);
    Probes.check(order(probes.stream(), side));
    fill(side, 2);
    Probes.check(order(side, probes.stream()));
    fill(probes.stream(), 3);
    CUgraph graph = new CUgraph();
    Probes.check(JCudaDriver.cuStreamEndCapture(probes.stream(), graph));
    long[] nodes = new long[1];
    Probes.check(JCudaDriver.cuGraphGetNodes(graph, null, nodes));
    assertThat(nodes[0]).isEqualTo(3);
  }

  @Test
  void nodes_thatDoNotDependOnEachOther_runInAnyOrder() {
    begin(1);
    Probes.check(order(probes.stream(), side));
    fill(side, 2);
    fill(probes.stream(), 1);
    Probes.check(order(side, probes.stream()));
    CUgraphExec executable = instantiate();
    Set<Float> last = new HashSet<>();
    for (int i = 0; i < 64; i++) {
      last.add(launched(executable));
    }
    assertThat(last).containsExactlyInAnyOrder(1f, 2f);
  }

  @Test
  void nodes_thatDependOnEachOther_runInTheirOrder() {
    begin(1);
    fill(probes.stream(), 1);
    Probes.check(order(probes.stream(), side));
    fill(side, 2);
    Probes.check(order(side, probes.stream()));
    CUgraphExec executable = instantiate();
    for (int i = 0; i < 32; i++) {
      assertThat(launched(executable)).isEqualTo(2);
    }
  }

  @Test
  void sideStream_thatIsNotJoined_isRefused() {
    begin(0);
    Probes.check(order(probes.stream(), side));
    fill(side, 2);
    assertThat(end()).isEqualTo(CUresult.CUDA_ERROR_STREAM_CAPTURE_UNJOINED);
  }

  @Test
  void allocation_isRefusedAndSpoilsTheCapture() {
    begin(0);
    assertThat(JCudaDriver.cuMemAlloc(new CUdeviceptr(), 4))
        .isEqualTo(CUresult.CUDA_ERROR_STREAM_CAPTURE_UNSUPPORTED);
    assertThat(end()).isEqualTo(CUresult.CUDA_ERROR_STREAM_CAPTURE_INVALIDATED);
    assertThat(JCudaDriver.cuMemAlloc(new CUdeviceptr(), 4)).isZero();
  }

  @Test
  void waiting_isRefusedAndSpoilsTheCapture() {
    begin(0);
    assertThat(probes.finish()).isEqualTo(CUresult.CUDA_ERROR_STREAM_CAPTURE_UNSUPPORTED);
    assertThat(end()).isEqualTo(CUresult.CUDA_ERROR_STREAM_CAPTURE_INVALIDATED);
  }

  @Test
  void copy_thatWaits_isRefusedAndSpoilsTheCapture() {
    begin(0);
    assertThat(JCudaDriver.cuMemcpyDtoH(Pointer.to(new float[1]), memory, Float.BYTES))
        .isEqualTo(CUresult.CUDA_ERROR_STREAM_CAPTURE_UNSUPPORTED);
    assertThat(end()).isEqualTo(CUresult.CUDA_ERROR_STREAM_CAPTURE_INVALIDATED);
  }

  @Test
  void event_recordedOutside_isRefused() {
    begin(0);
    assertThat(order(side, probes.stream()))
        .isEqualTo(CUresult.CUDA_ERROR_STREAM_CAPTURE_ISOLATION);
  }

  @Test
  void otherThread_mayAllocateAndWaitMeanwhile() throws InterruptedException {
    begin(0);
    float[] read = new float[1];
    Thread other =
        new Thread(
            () -> {
              try (Probes mine = new Probes(0)) {
                read[0] = mine.read(mine.holding(3f), 1)[0];
              }
            });
    other.start();
    other.join();
    assertThat(read).containsExactly(3);
    assertThat(end()).isZero();
  }
}
