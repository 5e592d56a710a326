package io.github.vae4j.examples.study;

import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.distribution.KlRules;
import io.github.vae4j.core.evaluate.Report;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.ModelDescription;
import io.github.vae4j.core.plugin.Plugins;
import io.github.vae4j.core.train.EpochReport;
import io.github.vae4j.core.train.Trainer;
import io.github.vae4j.core.train.TrainingListener;
import io.github.vae4j.core.train.TrainingPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Trains the models of a study and leaves them in a directory; what it finds there it goes on with.
 *
 * @param notes are told of each epoch
 */
record CompletionTraining(
    Backend backend, Plugins plugins, Path directory, Consumer<String> notes) {
  /**
   * Returns a model as it was after the epoch with the best bound; the caller closes it.
   *
   * @param name of the model, and of its file
   * @param plan with patience
   * @param judge the rows on which the bound is computed
   */
  Vae best(
      String name, ModelDescription description, TrainingPlan plan, Dataset train, Dataset judge) {
    Architecture model = Architecture.build(description, plugins, train.size());
    Path file = directory.resolve(name + ".safetensors");
    Trainer trainer =
        Trainer.builder(backend, model, plan, KlRules.discover(plugins))
            .validation(judge)
            .checkpoint(file)
            .listener(listener(name))
            .build();
    (Files.exists(file) ? trainer.resume(file, train) : trainer.train(train)).weights().close();
    return Vae.load(directory.resolve(name + ".best.safetensors"), backend, plugins);
  }

  private TrainingListener listener(String name) {
    return new TrainingListener() {
      @Override
      public void epochEnded(EpochReport epoch) {
        Report judged = epoch.validation().orElseThrow();
        notes.accept(
            String.format(
                Locale.ROOT,
                "%s, epoch %d: -ELBO %.2f in training, %.2f after it (KL %.2f), %.1f s",
                name,
                epoch.epoch(),
                epoch.loss(),
                -judged.elbo().mean(),
                judged.kl().mean(),
                epoch.seconds()));
      }
    };
  }
}
