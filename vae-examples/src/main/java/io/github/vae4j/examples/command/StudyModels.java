package io.github.vae4j.examples.command;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.plugin.ConfigurationException;
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
import java.util.List;
import java.util.Optional;
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
   * A model of a study.
   *
   * @param option that names the file to read it from
   * @param from the file; null to train it
   * @param name of what is left in the directory
   * @param description of what is trained; a file's model must be told the same
   * @param images to train it on
   * @param part of each image that it sees, where it completes the rest
   */
  record Role(
      String option,
      @Nullable Path from,
      String name,
      ModelDescription description,
      ImageSet images,
      Optional<SeenPart> part) {
    /** Returns whence the model is, as a study tells it. */
    String origin() {
      return from == null ? "trained" : from.toString();
    }
  }

  /**
   * Refuses, before anything is trained, files of models that are not of their roles, and too few
   * images to train the others on.
   *
   * @throws ConfigurationException if a file's model is of other images, is told something else, or
   *     has latents where the role has none, or the other way round
   */
  void check(List<Role> roles) {
    for (Role role : roles) {
      if (role.from() == null) {
        requireStep(role.images().train().size());
      } else {
        check(role, role.from());
      }
    }
  }

  private void requireStep(int images) {
    if (images < plan.batch()) {
      throw new ConfigurationException(
          "A step of training takes "
              + plan.batch()
              + " images, and there are "
              + images
              + "; take more, with a larger --limit");
    }
  }

  private void check(Role role, Path file) {
    try (Vae vae = CheckpointOptions.open(file, backend, plugins)) {
      Require.fits(file, vae.model(), role.images());
      ModelDescription given = vae.model().description();
      ModelDescription wanted = role.description();
      if (!given.condition().equals(wanted.condition())
          || given.latents().isEmpty() != wanted.latents().isEmpty()) {
        throw new ConfigurationException(
            role.option()
                + " "
                + file
                + " is a model that "
                + words(given)
                + "; name one that "
                + words(wanted));
      }
    }
    role.part().ifPresent(part -> requirePart(role.option(), file, part));
  }

  private void requirePart(String option, Path file, SeenPart part) {
    Optional<SeenPart> seen = RunFile.beside(file, console).seen();
    if (seen.isEmpty()) {
      console.note("note: nothing says what %s sees; it is taken to be %s", file, part);
    } else if (!seen.get().equals(part)) {
      throw new ConfigurationException(
          option
              + " "
              + file
              + " was trained with "
              + seen.get()
              + ", and the study is of "
              + part
              + "; name one that sees the same");
    }
  }

  private static String words(ModelDescription model) {
    return told(model) + " and has " + (model.latents().isEmpty() ? "no latents" : "latents");
  }

  private static String told(ModelDescription model) {
    if (model.condition().isEmpty()) {
      return "is told nothing of the image";
    }
    if (Conditioning.completes(model)) {
      return "sees a part of the image";
    }
    DataSchema condition = model.condition().get();
    int classes = condition.columns().size() == 1 ? condition.columns().get(0).categories() : 0;
    return classes > 0 ? "is told which of " + classes + " classes" : "is told " + condition;
  }

  /** Returns a model, which the caller closes. */
  Vae get(Role role) {
    return role.from() == null
        ? train(role)
        : CheckpointOptions.open(role.from(), backend, plugins);
  }

  private Vae train(Role role) {
    ImageSet images = role.images();
    Path file = directory.resolve(role.name() + ".safetensors");
    console.note("training %s", file);
    KlRules rules = KlRules.discover(plugins);
    Architecture model = Architecture.build(role.description(), plugins, images.train().size());
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
