package io.github.vae4j.examples.bench;

import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.checkpoint.Provenance;
import io.github.vae4j.core.distribution.KlRules;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.ModelDescription;
import io.github.vae4j.core.model.Weights;
import io.github.vae4j.core.plugin.Plugins;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Rounds of encoding on one backend: rows of floats go in, means and log-variances come out as
 * floats, by the method that users call.
 */
final class EncodingRounds {
  /** Different batches, so that no call meets the rows of the one before. */
  private static final int BATCHES = 8;

  private final Task task;
  private final Backend backend;
  private final Requests requests;
  private final Vae vae;
  private final List<float[][]> batches = new ArrayList<>();

  EncodingRounds(Task task, Backend backend, Plugins plugins, Requests requests) {
    this.task = task;
    this.backend = backend;
    this.requests = requests;
    vae = vae(task, backend, plugins);
    int pixels = task.workload().model().pixels();
    float[] images = task.images(BATCHES * task.batch());
    for (int i = 0; i < BATCHES; i++) {
      float[][] rows = new float[task.batch()][];
      for (int row = 0; row < rows.length; row++) {
        int from = (i * task.batch() + row) * pixels;
        rows[row] = Arrays.copyOfRange(images, from, from + pixels);
      }
      batches.add(rows);
    }
  }

  /** Returns an untrained model: encoding takes as long with any values. */
  private static Vae vae(Task task, Backend backend, Plugins plugins) {
    ModelDescription description = ModelDescription.parse(task.workload().model().description());
    Architecture model = Architecture.build(description, plugins, task.batch());
    Weights weights = Weights.initial(backend, model, 1);
    return new Vae(model, weights, KlRules.discover(plugins), Provenance.of(backend, "{}", ""));
  }

  /** Warms up, then works off rounds until no more are asked for. */
  void run() {
    try (vae) {
      for (int i = 0; i < Requests.WARM_UP_ROUNDS; i++) {
        round();
      }
      requests.ready(backend.device());
      while (requests.next()) {
        requests.answer(round());
      }
    }
  }

  private Round round() {
    List<Double> calls = new ArrayList<>();
    long start = System.nanoTime();
    long before = start;
    for (int i = 0; i < task.steps(); i++) {
      vae.encode(batches.get(i % BATCHES));
      if (task.eachCall()) {
        long now = System.nanoTime();
        calls.add((now - before) / 1e6);
        before = now;
      }
    }
    double step = (System.nanoTime() - start) / 1e6 / task.steps();
    return new Round(step, OptionalDouble.empty(), calls);
  }
}
