package io.github.vae4j.cvae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.checkpoint.CheckpointException;
import io.github.vae4j.core.data.Conditions;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Masks;
import io.github.vae4j.core.distribution.KlRules;
import io.github.vae4j.core.evaluate.EvaluationOptions;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.ModelDescription;
import io.github.vae4j.core.plugin.Plugins;
import io.github.vae4j.core.reference.ReferenceBackend;
import io.github.vae4j.core.train.Trainer;
import io.github.vae4j.core.train.TrainingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Conditional models of every kind are what they were when they come out of a file. */
class CheckpointTest {
  private static final DataSchema IMAGE = DataSchema.of(2, 2, 1);
  private static final DataSchema LABEL = Conditions.labelSchema(3);
  private static final List<Integer> HIDDEN = List.of(5);
  private static final int ROWS = 24;

  private final Backend backend = new ReferenceBackend();
  @TempDir private Path folder;

  @AfterEach
  void close() {
    backend.close();
  }

  /** Models, their rows, and rows that differ in what is told of them alone. */
  enum Told {
    LABEL {
      @Override
      ModelDescription model() {
        return Cvae.mlp(IMAGE, CheckpointTest.LABEL, 2, HIDDEN, Activation.TANH, "bernoulli");
      }

      @Override
      Dataset data() {
        return images().given(labels(row -> row % 3));
      }

      @Override
      List<Dataset> others() {
        return List.of(images().given(labels(row -> row == 7 ? 2 : row % 3)));
      }
    },
    EMBEDDED_LABEL {
      @Override
      ModelDescription model() {
        String part =
            "{\"type\": \"conditional-mlp\", \"hidden\": [5], \"condition\": {\"embedding\": 2}}";
        return LABEL.model().with("encoder", part).with("decoder", part);
      }

      @Override
      Dataset data() {
        return LABEL.data();
      }

      @Override
      List<Dataset> others() {
        return LABEL.others();
      }
    },
    PART {
      @Override
      ModelDescription model() {
        return Cvae.withLearnedPrior(
            Cvae.mlp(IMAGE, IMAGE, 2, HIDDEN, Activation.TANH, "bernoulli"),
            HIDDEN,
            Activation.TANH);
      }

      @Override
      Dataset data() {
        return images().completing(UPPER);
      }

      @Override
      List<Dataset> others() {
        return List.of(
            images().completing(UPPER.not()), images().given(Conditions.of(images(), UPPER)));
      }
    },
    IMAGE_TO_LABEL {
      @Override
      ModelDescription model() {
        return Cvae.regressor(CheckpointTest.LABEL, IMAGE, HIDDEN, Activation.TANH, "categorical");
      }

      @Override
      Dataset data() {
        return classes().given(Conditions.of(images()));
      }

      @Override
      List<Dataset> others() {
        return List.of(classes().given(Conditions.of(images(), UPPER)));
      }
    };

    private static final Masks UPPER = ImageParts.columns(IMAGE, 0, 1);

    abstract ModelDescription model();

    abstract Dataset data();

    abstract List<Dataset> others();

    private static Dataset images() {
      float[] pixels = new float[ROWS * IMAGE.size()];
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = i * 7 % 5 < 2 ? 1 : 0;
      }
      return Dataset.of(IMAGE, pixels, null);
    }

    private static Dataset classes() {
      float[] classes = new float[ROWS];
      for (int row = 0; row < ROWS; row++) {
        classes[row] = row % 3;
      }
      return Dataset.of(CheckpointTest.LABEL, classes, null);
    }

    private static Conditions labels(IntUnaryOperator label) {
      int[] labels = new int[ROWS];
      for (int row = 0; row < ROWS; row++) {
        labels[row] = label.applyAsInt(row);
      }
      return Conditions.labels(3, labels);
    }
  }

  private static TrainingPlan plan(int epochs) {
    return TrainingPlan.builder()
        .epochs(epochs)
        .batch(10)
        .seed(3)
        .learningRate(0.01)
        .averaging(0.8)
        .build();
  }

  private Trainer trainer(Told told, int epochs, Path file) {
    Plugins plugins = Plugins.discover();
    Architecture model = Architecture.build(told.model(), plugins, 0);
    return Trainer.builder(backend, model, plan(epochs), KlRules.discover(plugins))
        .checkpoint(file)
        .build();
  }

  @ParameterizedTest
  @EnumSource
  void theFileAloneServes(Told told) {
    Path file = folder.resolve("model.safetensors");
    Dataset data = told.data();
    Conditions conditions = data.conditions().orElseThrow();
    try (Vae vae = Vae.train(backend, told.model(), plan(2), data)) {
      vae.save(file);
      try (Backend other = new ReferenceBackend();
          Vae loaded = Vae.load(file, other)) {
        EvaluationOptions options = new EvaluationOptions(1, 4, false);
        assertThat(loaded.evaluate(data, options)).isEqualTo(vae.evaluate(data, options));
        assertThat(loaded.score(data, 4, 1)).isEqualTo(vae.score(data, 4, 1));
        assertThat(loaded.sampleData(conditions, 1)).isDeepEqualTo(vae.sampleData(conditions, 1));
        assertThat(loaded.model().description()).isEqualTo(vae.model().description());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsLoadedRefusesToRunWithoutACondition(Told told) {
    Path file = folder.resolve("model.safetensors");
    Dataset data = told.data();
    Vae.train(backend, told.model(), plan(1), data).save(file);
    Dataset untold = Dataset.of(data.schema(), new float[data.schema().size()], null);
    try (Vae loaded = Vae.load(file, backend)) {
      assertThatThrownBy(() -> loaded.sampleData(2, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("this model is conditional and no condition was given");
      assertThatThrownBy(() -> loaded.score(untold, 0, 1))
          .hasMessageStartingWith("score: this model is conditional and no condition was given");
      assertThatThrownBy(() -> loaded.evaluate(untold, EvaluationOptions.standard()))
          .hasMessageStartingWith("evaluate: this model is conditional and no condition was given");
    }
  }

  @ParameterizedTest
  @EnumSource
  void resumesToTheBitAsIfNeverStopped(Told told) throws IOException {
    Path never = folder.resolve("never.safetensors");
    trainer(told, 4, never).train(told.data()).weights().close();
    Path parts = folder.resolve("parts.safetensors");
    trainer(told, 1, parts).train(told.data()).weights().close();
    byte[] early = Files.readAllBytes(parts);
    trainer(told, 4, parts).resume(parts, told.data()).weights().close();
    assertThat(Files.readAllBytes(parts)).isEqualTo(Files.readAllBytes(never)).isNotEqualTo(early);
  }

  @ParameterizedTest
  @EnumSource
  void doesNotGoOnWithOtherConditions(Told told) {
    Path file = folder.resolve("model.safetensors");
    trainer(told, 1, file).train(told.data()).weights().close();
    for (Dataset other : told.others()) {
      assertThatThrownBy(() -> trainer(told, 2, file).resume(file, other))
          .isInstanceOf(CheckpointException.class)
          .hasMessageContaining("was trained on other data");
    }
  }
}
