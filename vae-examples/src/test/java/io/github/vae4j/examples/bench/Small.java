package io.github.vae4j.examples.bench;

import io.github.vae4j.examples.bench.BenchModel.Mlp;
import java.util.List;

/** Workloads that take no time. */
final class Small {
  private static final Mlp MODEL = new Mlp(6, List.of(5), "relu", 2);

  private Small() {}

  static Task training() {
    return Workload.training("small", MODEL, 4, 3).tasks(List.of(), 0).get(0);
  }

  static Task product() {
    return Workload.product("small", MODEL, 4, 3).tasks(List.of(), 0).get(0);
  }

  static Task encoding(int batch, int steps) {
    return Workload.encoding("small", MODEL, List.of()).tasks(List.of(batch), steps).get(0);
  }
}
