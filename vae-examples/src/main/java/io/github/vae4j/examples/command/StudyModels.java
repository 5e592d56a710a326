package io.github.vae4j.examples.command;

import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.checkpoint.Provenance;
import io.github.vae4j.core.data.ImageSet;
import io.github.vae4j.core.distribution.KlRules;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.ModelDescription;
import io.github.vae4j.core.model.Weights;
import io.github.vae4j.core.plugin.Plugins;
import io.github.vae4j.core.train.Trainer;
import io.github.vae4j.core.train.TrainingPlan;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The models of a study, trained by one plan and left in its directory, or read from a file. */
final class StudyModels {
  private final Console console;
  private final Backend backend;
  private final Plugins plugins;
  private final Path directory;
  private final TrainingPlan plan;

  StudyModels(
      Console console, Backend backend, Plugins plugins, Path directory, TrainingPlan plan) {
    this.console = console;
    this.backend = backend;
    this.plugins = plugins;
    this.directory = directory;
    this.plan = plan;
  }

  /**
   * Returns a model, which the caller closes.
   *
   * @param from the file to read it from; null to train it
   * @param name of what is left in the directory
   */
  Vae get(@Nullable Path from, String name, ModelDescription description, ImageSet images) {
    if (from == null) {
      return train(name, description, images);
    }
    Vae vae = CheckpointOptions.open(from, backend, plugins);
    try {
      Require.fits(from, vae.model(), images);
      return vae;
    } catch (RuntimeException e) {
      vae.close();
      throw e;
    }
  }

  private Vae train(String name, ModelDescription description, ImageSet images) {
    Path file = directory.resolve(name + ".safetensors");
    console.note("training %s", file);
    KlRules rules = KlRules.discover(plugins);
    Architecture model = Architecture.build(description, plugins, images.train().size());
    try (ProgressLine progress = new ProgressLine(console, plan.epochs())) {
      Trainer trainer =
          Trainer.builder(backend, model, plan, rules)
              .validation(images.test())
              .listener(progress)
              .build();
      Weights weights = trainer.train(images.train()).weights();
      Provenance provenance = Provenance.of(backend, plan.toJson(), images.train().digest());
      Vae vae = new Vae(model, weights, rules, provenance);
      vae.save(file);
      return vae;
    }
  }
}
