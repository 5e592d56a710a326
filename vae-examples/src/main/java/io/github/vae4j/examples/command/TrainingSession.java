package io.github.vae4j.examples.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.checkpoint.Provenance;
import io.github.vae4j.core.data.ImageSet;
import io.github.vae4j.core.distribution.KlRules;
import io.github.vae4j.core.evaluate.EvaluationOptions;
import io.github.vae4j.core.evaluate.Report;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.train.EpochReport;
import io.github.vae4j.core.train.Trainer;
import io.github.vae4j.core.train.TrainingListener;
import io.github.vae4j.core.train.TrainingPlan;
import io.github.vae4j.core.train.TrainingResult;
import io.github.vae4j.examples.output.EpochLine;
import io.github.vae4j.examples.output.History;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** One training with all that it leaves in its directory. */
final class TrainingSession implements TrainingListener {
  private static final String HISTORY = "history.csv";

  private final Console console;
  private final Console results;
  private final Backend backend;
  private final KlRules rules;
  private final Architecture model;
  private final TrainingPlan plan;
  private final ImageSet images;
  private final Conditioning conditioning;
  private final Path directory;
  private final Path checkpoint;
  private final RunFile run;
  private final Interruption interruption;
  private boolean begun;
  private final List<EpochLine> history = new ArrayList<>();

  TrainingSession(
      Console console,
      Console results,
      Backend backend,
      KlRules rules,
      Architecture model,
      Setup setup,
      RunFile run,
      Path directory,
      Interruption interruption) {
    this.console = console;
    this.results = results;
    this.backend = backend;
    plan = setup.plan();
    images = setup.images();
    conditioning = setup.conditioning();
    this.rules = rules;
    this.model = model;
    this.run = run;
    this.interruption = interruption;
    this.directory = directory;
    checkpoint = directory.resolve(CheckpointOptions.NAME);
  }

  /** Trains and returns the figures, or empty where training was interrupted. */
  Optional<ObjectNode> run(Optional<Path> resume) {
    console.note(
        "%s: %,d training and %,d test images; %s (%s); files in %s",
        images.name(),
        images.train().size(),
        images.test().size(),
        backend.name(),
        backend.device(),
        directory);
    try (ProgressLine progress = new ProgressLine(console, plan.epochs())) {
      Trainer trainer =
          Trainer.builder(backend, model, plan, rules)
              .validation(images.test())
              .checkpoint(checkpoint)
              .listener(progress)
              .listener(this)
              .build();
      interruption.stopWith(trainer::stop);
      if (interruption.requested()) {
        console.note("Stopped before the first step; nothing was written.");
        return Optional.empty();
      }
      resume.ifPresent(from -> history.addAll(History.read(from.resolveSibling(HISTORY))));
      TrainingResult result = train(trainer, resume);
      progress.hide();
      return finish(result);
    }
  }

  private TrainingResult train(Trainer trainer, Optional<Path> resume) {
    try {
      return resume.isPresent()
          ? trainer.resume(resume.get(), images.train())
          : trainer.train(images.train());
    } catch (IllegalArgumentException e) {
      // what is refused before anything was learnt is a plan or model that does not fit
      throw begun ? e : new ConfigurationException(Failures.message(e), e);
    }
  }

  @Override
  public void progress(Progress now) {
    begun = true;
  }

  /** Tells nothing of an epoch that no checkpoint holds. */
  @Override
  public void checkpointed(Path file) {
    run.write(directory);
    if (!history.isEmpty()) {
      History.write(directory.resolve(HISTORY), history);
    }
  }

  @Override
  public void epochEnded(EpochReport report) {
    begun = true;
    // a history that was resumed may reach further than its checkpoint
    history.removeIf(line -> line.epoch() >= report.epoch());
    history.add(line(report));
  }

  private Optional<ObjectNode> finish(TrainingResult result) {
    Provenance provenance = Provenance.of(backend, plan.toJson(), images.train().digest());
    try (Vae vae = new Vae(model, result.weights(), rules, provenance)) {
      if (interruption.requested() || result.end() == TrainingResult.End.STOPPED) {
        console.note(
            "Stopped. To go on: %s train --resume %s",
            Shell.command(), Shell.quoted(checkpoint.toString()));
        return Optional.empty();
      }
      Report test = vae.evaluate(images.test(), new EvaluationOptions(plan.seed(), 0, false));
      new RunPictures(console, directory, plan.seed())
          .all(vae, conditioning, images.test(), history);
      Reading.of(model, conditioning, images.test(), false, 0).print(results, test);
      Figures.divergence(history).ifPresent(warning -> console.note("%s", warning));
      results.result("%s", checkpoint);
      return Optional.of(json(test));
    }
  }

  private ObjectNode json(Report test) {
    ObjectNode json = Figures.json(test);
    Json.put(json, "secondsPerEpoch", mean(EpochLine::seconds));
    Json.put(json, "imagesPerSecond", mean(EpochLine::imagesPerSecond));
    return json.put("checkpoint", checkpoint.toString());
  }

  private double mean(ToDoubleFunction<EpochLine> figure) {
    return history.stream().mapToDouble(figure).average().orElse(Double.NaN);
  }

  /** The library reports the bound itself; people follow its negative, a loss. */
  private static EpochLine line(EpochReport report) {
    Optional<Report> test = report.validation();
    return new EpochLine(
        report.epoch(),
        report.loss(),
        report.reconstruction(),
        report.kl(),
        test.map(t -> -t.elbo().mean()).orElse(Double.NaN),
        test.map(t -> -t.reconstruction().mean()).orElse(Double.NaN),
        test.map(t -> t.kl().mean()).orElse(Double.NaN),
        report.seconds(),
        report.rowsPerSecond());
  }
}
