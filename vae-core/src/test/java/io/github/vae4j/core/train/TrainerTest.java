package io.github.vae4j.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.Parameter;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.checkpoint.Checkpoint;
import io.github.vae4j.core.checkpoint.CheckpointException;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.distribution.KlRules;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.ModelDescription;
import io.github.vae4j.core.model.Weights;
import io.github.vae4j.core.plugin.Plugins;
import io.github.vae4j.core.reference.ReferenceBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {
  private static final int SIZE = 6;
  private static final String MODEL =
      """
      {"data": {"shape": [6]}, "latents": [{"name": "z", "shape": [2]}],
       "encoder": {"type": "mlp", "hidden": [5]}, "prior": {"type": "standard-normal"},
       "decoder": {"type": "mlp", "hidden": [5]}, "likelihood": {"type": "bernoulli"}}
      """;

  private final Backend backend = new ReferenceBackend();
  private final Plugins plugins = Plugins.discover();
  private final KlRules rules = KlRules.discover(plugins);
  @TempDir private Path directory;

  @AfterEach
  void close() {
    backend.close();
  }

  /** Rows whose two halves are alike. */
  private static Dataset data(int rows, int seed) {
    Random random = new Random(seed);
    float[] values = new float[rows * SIZE];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % SIZE < SIZE / 2 ? (random.nextBoolean() ? 1 : 0) : values[i - SIZE / 2];
    }
    return Dataset.of(DataSchema.of(SIZE), values, null);
  }

  private static TrainingPlan.Builder plan() {
    return TrainingPlan.builder().epochs(4).batch(10).seed(3).learningRate(0.01);
  }

  private Trainer.Builder trainer(TrainingPlan plan) {
    Architecture model = Architecture.build(ModelDescription.parse(MODEL), plugins, 0);
    return Trainer.builder(backend, model, plan, rules);
  }

  private byte[] checkpointOf(TrainingPlan plan, String name) throws IOException {
    Path file = directory.resolve(name);
    trainer(plan).checkpoint(file).build().train(data(36, 1)).weights().close();
    return Files.readAllBytes(file);
  }

  @Test
  void theLossFalls() {
    TrainingResult result =
        trainer(plan().epochs(30).learningRate(0.03).build()).build().train(data(36, 1));
    assertThat(result.end()).isEqualTo(TrainingResult.End.DONE);
    assertThat(result.history()).hasSize(30);
    double first = result.history().get(0).loss();
    double last = result.history().get(29).loss();
    assertThat(last).isLessThan(first - 0.5);
    EpochReport report = result.history().get(29);
    assertThat(report.loss())
        .isCloseTo(
            report.reconstruction() + report.kl(), org.assertj.core.data.Offset.offset(1e-9));
    result.weights().close();
  }

  @Test
  void theSameSeedGivesTheSameCheckpoint() throws IOException {
    assertThat(checkpointOf(plan().build(), "a")).isEqualTo(checkpointOf(plan().build(), "b"));
    assertThat(checkpointOf(plan().build(), "a"))
        .isNotEqualTo(checkpointOf(plan().seed(4).build(), "c"));
  }

  @Test
  void resumingEqualsNeverStopping() throws IOException {
    TrainingPlan.Builder whole =
        plan().averaging(0.9).optimiser(new Optimiser.AdamW(0.9, 0.99, 1e-8, 0.1));
    byte[] never = checkpointOf(whole.epochs(5).build(), "never");
    checkpointOf(whole.epochs(3).build(), "part");
    Path file = directory.resolve("part");
    trainer(whole.epochs(5).build())
        .checkpoint(file)
        .build()
        .resume(file, data(36, 1))
        .weights()
        .close();
    assertThat(Files.readAllBytes(file)).isEqualTo(never);
  }

  @Test
  void stoppingInTheMiddleOfAnEpochFromAnotherThreadLosesNothing() throws IOException {
    Dataset data = data(600, 1);
    TrainingPlan plan = plan().epochs(2).build();
    Path whole = directory.resolve("whole");
    trainer(plan).checkpoint(whole).build().train(data).weights().close();

    Path file = directory.resolve("stopped");
    AtomicReference<Trainer> running = new AtomicReference<>();
    Trainer first = trainer(plan).checkpoint(file).listener(new Stopper(running)).build();
    running.set(first);
    TrainingResult stopped = first.train(data);
    stopped.weights().close();
    assertThat(stopped.end()).isEqualTo(TrainingResult.End.STOPPED);
    assertThat(stopped.history()).isEmpty();
    TrainingResult rest = trainer(plan).checkpoint(file).build().resume(file, data);
    rest.weights().close();
    assertThat(rest.end()).isEqualTo(TrainingResult.End.DONE);
    assertThat(Files.readAllBytes(file)).isEqualTo(Files.readAllBytes(whole));
  }

  /** Stops training from another thread as soon as some batches of the first epoch are done. */
  private record Stopper(AtomicReference<Trainer> trainer) implements TrainingListener {
    @Override
    public void progress(Progress progress) {
      Thread other = new Thread(() -> trainer.get().stop());
      other.start();
      try {
        other.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Test
  void aFrozenGroupStaysAndOthersMove() {
    Architecture model = Architecture.build(ModelDescription.parse(MODEL), plugins, 0);
    TrainingPlan plan = plan().group("encoder", GroupPlan.frozen()).build();
    try (Weights before = Weights.initial(backend, model, 3);
        Weights after =
            Trainer.builder(backend, model, plan, rules).build().train(data(36, 1)).weights()) {
      for (Parameter key : before.layout().parameters()) {
        if (key.group().equals("encoder")) {
          assertThat(after.get(key)).as(key.name()).isEqualTo(before.get(key));
        } else {
          assertThat(after.get(key)).as(key.name()).isNotEqualTo(before.get(key));
        }
      }
    }
  }

  @Test
  void aNewRunStartsFromTheWeightsOfAnother() throws IOException {
    checkpointOf(plan().epochs(20).learningRate(0.03).build(), "old");
    double fresh = firstLoss(trainer(plan().epochs(1).build()).build().train(data(36, 1)));
    double warm =
        firstLoss(
            trainer(plan().epochs(1).build())
                .build()
                .trainFrom(directory.resolve("old"), data(36, 1)));
    assertThat(warm).isLessThan(fresh - 0.3);
  }

  private static double firstLoss(TrainingResult result) {
    result.weights().close();
    return result.history().get(0).loss();
  }

  @Test
  void aLossThatIsNotFiniteEndsTrainingAndKeepsTheLastCheckpoint() throws IOException {
    Path file = directory.resolve("good");
    byte[] good = checkpointOf(plan().epochs(1).build(), "good");
    Trainer wild = trainer(plan().epochs(2).learningRate(1e300).build()).checkpoint(file).build();
    assertThatThrownBy(() -> wild.train(data(36, 1)))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("epoch 1")
        .hasMessageContaining("learning rate");
    assertThat(Files.readAllBytes(file)).isEqualTo(good);
  }

  @Test
  void resumingByAnotherPlanOrOnOtherDataIsRefused() throws IOException {
    checkpointOf(plan().build(), "a");
    Path file = directory.resolve("a");
    assertThatThrownBy(
            () -> trainer(plan().batch(12).epochs(6).build()).build().resume(file, data(36, 1)))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("another plan");
    assertThatThrownBy(() -> trainer(plan().epochs(6).build()).build().resume(file, data(36, 2)))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("other data");
  }

  @Test
  void resumingAnotherModelIsRefusedThoughItsShapesAreTheSame() throws IOException {
    checkpointOf(plan().build(), "a");
    ModelDescription tanh =
        ModelDescription.parse(
            MODEL.replace("\"hidden\": [5]}", "\"hidden\": [5], \"activation\": \"tanh\"}"));
    Architecture other = Architecture.build(tanh, plugins, 0);
    Trainer trainer = Trainer.builder(backend, other, plan().epochs(6).build(), rules).build();
    assertThatThrownBy(() -> trainer.resume(directory.resolve("a"), data(36, 1)))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("another model")
        .hasMessageContaining("tanh");
  }

  @Test
  void refusalsLeaveNothingAllocated() throws IOException {
    checkpointOf(plan().build(), "a");
    Path file = directory.resolve("a");
    long before = backend.memory().bytes();
    assertThatThrownBy(
            () -> trainer(plan().batch(12).epochs(6).build()).build().resume(file, data(36, 1)))
        .isInstanceOf(CheckpointException.class);
    assertThatThrownBy(
            () ->
                trainer(plan().group("enoder", GroupPlan.frozen()).build())
                    .build()
                    .train(data(36, 1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> trainer(plan().learningRate(1e300).build()).build().train(data(36, 1)))
        .isInstanceOf(NonFiniteException.class);
    assertThat(backend.memory().bytes()).isEqualTo(before);
  }

  @Test
  void aStopBeforeTheFirstStepIsKept() {
    Trainer trainer = trainer(plan().epochs(50).build()).build();
    trainer.stop();
    TrainingResult result = trainer.train(data(36, 1));
    result.weights().close();
    assertThat(result.end()).isEqualTo(TrainingResult.End.STOPPED);
    assertThat(result.history()).isEmpty();
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatThrownBy(
            () ->
                trainer(plan().group("enoder", GroupPlan.frozen()).build())
                    .build()
                    .train(data(36, 1)))
        .hasMessageContaining("'enoder'")
        .hasMessageContaining("decoder, encoder");
    assertThatThrownBy(() -> trainer(plan().batch(37).build()).build().train(data(36, 1)))
        .hasMessageContaining("36 rows")
        .hasMessageContaining("37");
    assertThatThrownBy(() -> trainer(plan().patience(2).build()).build().train(data(36, 1)))
        .hasMessageContaining("validation");
  }

  @Test
  void patienceEndsTrainingAndTheBestModelIsKept() {
    Path file = directory.resolve("model.safetensors");
    Trainer trainer =
        trainer(plan().epochs(200).learningRate(0.05).patience(3).build())
            .validation(data(12, 9))
            .checkpoint(file)
            .build();
    TrainingResult result = trainer.train(data(36, 1));
    result.weights().close();
    assertThat(result.end()).isEqualTo(TrainingResult.End.NO_IMPROVEMENT);
    double best =
        result.history().stream()
            .mapToDouble(r -> r.validation().orElseThrow().elbo().mean())
            .max()
            .orElseThrow();
    int at = result.history().size() - 1 - 3;
    assertThat(result.history().get(at).validation().orElseThrow().elbo().mean()).isEqualTo(best);
    try (Checkpoint kept = Checkpoint.open(directory.resolve("model.best.safetensors"))) {
      assertThat(kept.training().orElseThrow()).contains("\"epoch\":" + (at + 1));
    }
    TrainingResult resumed = trainer.resume(file, data(36, 1));
    resumed.weights().close();
    assertThat(resumed.end()).isEqualTo(TrainingResult.End.NO_IMPROVEMENT);
    assertThat(resumed.history()).as("epochs after it had ended").isEmpty();
  }
}
