package io.github.vae4j.examples.bench;

import io.github.vae4j.api.tensor.Backend;

/** Rounds of one matrix product on one backend. */
final class ProductRounds {
  private final Task task;
  private final Backend backend;
  private final Requests requests;

  ProductRounds(Task task, Backend backend, Requests requests) {
    this.task = task;
    this.backend = backend;
    this.requests = requests;
  }

  /** Warms up, then works off rounds until no more are asked for. */
  void run() {
    try (MatrixProducts product = new MatrixProducts(backend, task.products(), task.steps())) {
      for (int i = 0; i < Requests.WARM_UP_ROUNDS; i++) {
        product.milliseconds();
      }
      requests.ready(backend.device());
      while (requests.next()) {
        requests.answer(Round.of(product.milliseconds()));
      }
    }
  }
}
