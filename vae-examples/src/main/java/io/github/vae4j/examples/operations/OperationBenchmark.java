package io.github.vae4j.examples.operations;

import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.plugin.Plugins;
import io.github.vae4j.examples.bench.EngineOptions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What JMH runs: calls of one operation on one backend, each in a scope of its own as in a step.
 * The last result of some is read, so that an engine that computes in the background has finished.
 */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
public class OperationBenchmark {
  private static final int CALLS = 8;

  /** The name of the backend. */
  @Param("nd4j")
  public String backend = "";

  /** The name of the {@link Operation}. */
  @Param("linear")
  public String operation = "";

  /** Threads of the engine; 0 for its default. */
  @Param("0")
  public int threads;

  /** What the engine computes on; empty for the processors. */
  @Param("")
  public String device = "";

  private @Nullable Running running;

  private record Running(Backend engine, Operands operands, Operation.Call call) {}

  /** Starts the engine and makes what the operation reads. */
  @Setup
  public void start() {
    EngineOptions options = new EngineOptions(backend, threads, device.isEmpty() ? null : device);
    Backend engine = options.start(Plugins.discover());
    Operands operands = new Operands(engine);
    running = new Running(engine, operands, Operation.named(operation).prepare(operands));
  }

  /** Calls the operation some times, and waits for the last result. */
  @Benchmark
  @OperationsPerInvocation(CALLS)
  public float[] call() {
    Running now = Objects.requireNonNull(running);
    for (int i = 1; i < CALLS; i++) {
      try (Scope scope = now.engine.scope()) {
        now.call.on(scope.ops());
      }
    }
    try (Scope scope = now.engine.scope()) {
      Tensor last = now.call.on(scope.ops());
      int size = Math.toIntExact(last.shape().size());
      return last.reshape(size).slice(0, 0, 1).toFloats();
    }
  }

  /** Ends the engine. */
  @TearDown
  public void end() {
    Running last = Objects.requireNonNull(running);
    last.operands.close();
    last.engine.close();
  }
}
