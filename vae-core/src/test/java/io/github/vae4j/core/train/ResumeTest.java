package io.github.vae4j.core.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.EncoderProvider;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.distribution.KlRules;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.ModelDescription;
import io.github.vae4j.core.plugin.Plugins;
import io.github.vae4j.core.reference.ReferenceBackend;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training that is resumed with every kind of value that moves, to the bit as if never stopped. */
class ResumeTest {
  private static final int SIZE = 4;
  private static final int ROWS = 30;

  private final Backend backend = new ReferenceBackend();
  @TempDir private Path folder;
  private URLClassLoader loader;

  @BeforeEach
  void listEncoders() throws IOException {
    Path list = folder.resolve("META-INF/services/" + EncoderProvider.class.getName());
    Files.createDirectories(list.getParent());
    Files.writeString(
        list,
        MovingEncoders.RowProvider.class.getName()
            + "\n"
            + MovingEncoders.FollowingProvider.class.getName());
    loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader());
  }

  @AfterEach
  void close() throws IOException {
    loader.close();
    backend.close();
  }

  private static Dataset data() {
    float[] values = new float[ROWS * SIZE];
    for (int i = 0; i < values.length; i++) {
      values[i] = i * 7 % 5 < 2 ? 1 : 0;
    }
    return Dataset.of(DataSchema.of(SIZE), values, null);
  }

  private static String model(String encoder) {
    return """
        {"data": {"shape": [4]}, "latents": [{"name": "z", "shape": [2]}],
         "encoder": {"type": "%s"}, "prior": {"type": "standard-normal"},
         "decoder": {"type": "mlp", "hidden": [5]}, "likelihood": {"type": "bernoulli"}}
        """
        .formatted(encoder);
  }

  private Trainer trainer(String description, TrainingPlan plan, Path file) {
    Architecture model =
        Architecture.build(ModelDescription.parse(description), Plugins.discover(loader), ROWS);
    return Trainer.builder(backend, model, plan, KlRules.builtIn()).checkpoint(file).build();
  }

  /** Each epoch has three steps, so that a resumed run begins with an odd one. */
  private static TrainingPlan.Builder plan() {
    return TrainingPlan.builder().batch(10).seed(3).learningRate(0.01);
  }

  private void resumesExactly(String description, TrainingPlan plan) throws IOException {
    Path never = folder.resolve("never.safetensors");
    trainer(description, plan.withEpochs(4), never).train(data()).weights().close();
    Path parts = folder.resolve("parts.safetensors");
    trainer(description, plan.withEpochs(1), parts).train(data()).weights().close();
    byte[] early = Files.readAllBytes(parts);
    for (int epochs = 2; epochs <= 4; epochs += 2) {
      trainer(description, plan.withEpochs(epochs), parts).resume(parts, data()).weights().close();
    }
    assertThat(Files.readAllBytes(parts)).isEqualTo(Files.readAllBytes(never)).isNotEqualTo(early);
  }

  @Test
  void momentumTrackedValuesAndTurns() throws IOException {
    Optimiser momentum = new Optimiser.Sgd(0.9, 0.01);
    TrainingPlan.Builder plan =
        plan().optimiser(momentum).group("decoder", new GroupPlan(momentum, 0.5, 2));
    resumesExactly(model("following"), plan.build());
    resumesExactly(model("following"), plan.averaging(0.8).build());
  }

  @Test
  void runningStatisticsAndDroppedEntries() throws IOException {
    String style = "\"normalisation\": \"batch\", \"dropout\": 0.3";
    String description =
        """
        {"data": {"shape": [2, 2, 1]}, "latents": [{"name": "z", "shape": [2]}],
         "encoder": {"type": "conv", "channels": [3], "residual": 1, %s},
         "prior": {"type": "standard-normal"},
         "decoder": {"type": "mlp", "hidden": [5], %s}, "likelihood": {"type": "bernoulli"}}
        """
            .formatted(style, style);
    resumesExactly(description, plan().build());
    resumesExactly(description, plan().averaging(0.8).build());
  }

  @Test
  void rowTablesBesideMomentum() throws IOException {
    TrainingPlan plan =
        plan()
            .optimiser(new Optimiser.Sgd(0.9, 0))
            .group("encoder", new GroupPlan(Optimiser.Adam.standard(), 2, 1))
            .build();
    resumesExactly(model("row"), plan);
    resumesExactly(
        model("row"),
        plan().group("encoder", new GroupPlan(Optimiser.Adam.standard(), 1, 2)).build());
  }
}
