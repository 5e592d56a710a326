package io.github.vae4j.examples.bench;

import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.distribution.KlRules;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.ModelDescription;
import io.github.vae4j.core.plugin.Plugins;
import io.github.vae4j.core.train.EpochReport;
import io.github.vae4j.core.train.Trainer;
import io.github.vae4j.core.train.TrainingListener;
import io.github.vae4j.core.train.TrainingPlan;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Rounds of training steps on one backend. A round is an epoch of the trainer over as many batches,
 * so that what is timed is what users run, the copying of batches included; the matrix products of
 * a step alone follow each, where it is made of them.
 */
final class TrainingRounds implements TrainingListener {
  private final Task task;
  private final Backend backend;
  private final Requests requests;
  private final Dataset data;
  private final Trainer trainer;
  private final MatrixProducts products;

  TrainingRounds(Task task, Backend backend, Plugins plugins, Requests requests) {
    this.task = task;
    this.backend = backend;
    this.requests = requests;
    data = task.data();
    products = new MatrixProducts(backend, task.products(), task.steps());
    trainer = trainer(task, backend, plugins, Integer.MAX_VALUE, data, this);
  }

  /** Returns a trainer as every user has it, with Adam. */
  static Trainer trainer(
      Task task,
      Backend backend,
      Plugins plugins,
      int epochs,
      Dataset data,
      TrainingListener listener) {
    Workload workload = task.workload();
    TrainingPlan plan =
        TrainingPlan.builder().epochs(epochs).batch(task.batch()).elbo(workload.bound()).build();
    ModelDescription description = ModelDescription.parse(workload.model().description());
    Architecture model = Architecture.build(description, plugins, data.size());
    return Trainer.builder(backend, model, plan, KlRules.discover(plugins))
        .listener(listener)
        .build();
  }

  /** Warms up, then works off rounds until no more are asked for. */
  void run() {
    try (products) {
      trainer.train(data).weights().close();
    }
  }

  @Override
  public void epochEnded(EpochReport report) {
    boolean productsAlone = !task.products().isEmpty();
    OptionalDouble floor =
        productsAlone ? OptionalDouble.of(products.milliseconds()) : OptionalDouble.empty();
    if (report.epoch() == Requests.WARM_UP_ROUNDS) {
      requests.ready(backend.device());
    } else if (report.epoch() > Requests.WARM_UP_ROUNDS) {
      double step = report.seconds() * 1000 / task.steps();
      requests.answer(new Round(step, floor, List.of()));
    }
    if (report.epoch() >= Requests.WARM_UP_ROUNDS && !requests.next()) {
      trainer.stop();
    }
  }
}
