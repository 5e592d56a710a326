package io.github.vae4j.examples.bench;

import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.plugin.Plugins;
import io.github.vae4j.core.train.EpochReport;
import io.github.vae4j.core.train.TrainingListener;
import java.util.List;

/** A training whose last epoch is watched, call by call. */
final class ProfiledTraining implements TrainingListener {
  private static final int EPOCHS = 1 + Requests.WARM_UP_ROUNDS;

  private final Task task;
  private final Backend backend;
  private final Plugins plugins;
  private final Profile profile = new Profile();
  private StepProfile last = new StepProfile(List.of());

  ProfiledTraining(Task task, Backend backend, Plugins plugins) {
    this.task = task;
    this.backend = backend;
    this.plugins = plugins;
  }

  StepProfile run() {
    Dataset data = task.data();
    TrainingRounds.trainer(task, profile.of(backend), plugins, EPOCHS, data, this)
        .train(data)
        .weights()
        .close();
    return last;
  }

  @Override
  public void epochEnded(EpochReport report) {
    last = profile.steps(task.steps());
    profile.clear();
  }
}
