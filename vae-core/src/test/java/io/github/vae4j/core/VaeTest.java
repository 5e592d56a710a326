package io.github.vae4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.Parameter;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.evaluate.EvaluationOptions;
import io.github.vae4j.core.model.ModelDescription;
import io.github.vae4j.core.reference.ReferenceBackend;
import io.github.vae4j.core.train.TrainingPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaeTest {
  private static final int SIZE = 6;
  private static final int ROWS = 300;

  private final Backend backend = new ReferenceBackend();
  private final float[][] rows = rows();
  private final Vae vae = trained();
  @TempDir private Path directory;

  @AfterEach
  void close() {
    vae.close();
    backend.close();
  }

  private static float[][] rows() {
    Random random = new Random(1);
    float[][] rows = new float[ROWS][SIZE];
    for (float[] row : rows) {
      for (int i = 0; i < SIZE; i++) {
        row[i] = i < SIZE / 2 ? random.nextInt(2) : row[i - SIZE / 2];
      }
    }
    return rows;
  }

  private Dataset data() {
    float[] flat = new float[ROWS * SIZE];
    for (int i = 0; i < ROWS; i++) {
      System.arraycopy(rows[i], 0, flat, i * SIZE, SIZE);
    }
    return Dataset.of(DataSchema.of(SIZE), flat, null);
  }

  private Vae trained() {
    ModelDescription model =
        ModelDescription.mlp(DataSchema.of(SIZE), 2, List.of(8), Activation.TANH, "bernoulli");
    TrainingPlan plan = TrainingPlan.builder().epochs(8).batch(20).learningRate(0.02).build();
    return Vae.train(backend, model, plan, data());
  }

  @Test
  void savedAndLoadedItIsTheSame() {
    Path file = directory.resolve("model.safetensors");
    vae.save(file);
    try (Vae loaded = Vae.load(file, backend)) {
      assertThat(loaded.encode(rows).mean()).isDeepEqualTo(vae.encode(rows).mean());
      assertThat(loaded.sample(10, 3)).isDeepEqualTo(vae.sample(10, 3));
      assertThat(loaded.provenance()).isEqualTo(vae.provenance());
      assertThat(loaded.model().description()).isEqualTo(vae.model().description());
    }
  }

  @Test
  void savedAndLoadedItHasItsRunningStatistics() {
    Path file = directory.resolve("normalised.safetensors");
    ModelDescription model =
        vae.model()
            .description()
            .with("encoder", "{\"type\": \"mlp\", \"hidden\": [4], \"normalisation\": \"batch\"}");
    TrainingPlan plan = TrainingPlan.builder().epochs(2).batch(20).build();
    try (Vae normalised = Vae.train(backend, model, plan, data())) {
      normalised.save(file);
      try (Vae loaded = Vae.load(file, backend)) {
        assertThat(loaded.encode(rows).mean()).isDeepEqualTo(normalised.encode(rows).mean());
        assertThat(tracked(loaded)).hasSize(8).isEqualTo(tracked(normalised));
        assertThat(tracked(loaded)).doesNotContain(0f, 1f);
      }
    }
  }

  private static List<Float> tracked(Vae vae) {
    List<Float> values = new ArrayList<>();
    for (Parameter key : vae.weights().layout().parameters()) {
      if (key.role() == Parameter.Role.TRACKED) {
        for (float value : vae.weights().get(key)) {
          values.add(value);
        }
      }
    }
    return values;
  }

  @Test
  void shapesAreThoseOfRows() {
    Encoding encoding = vae.encode(rows);
    assertThat(encoding.mean()).hasDimensions(ROWS, 2);
    assertThat(encoding.logVariance()).hasDimensions(ROWS, 2);
    assertThat(vae.reconstruct(rows)).hasDimensions(ROWS, SIZE);
    assertThat(vae.sample(5, 1)).hasDimensions(5, SIZE);
    assertThat(vae.encode(new float[0][]).mean()).isEmpty();
    for (float[] draw : vae.sampleData(20, 1)) {
      for (float bit : draw) {
        assertThat(bit).isIn(0f, 1f);
      }
    }
  }

  @Test
  void scoresAreBoundsOfEachRow() {
    double[] elbo = vae.score(rows, 0, 1);
    double[] weighted = vae.score(rows, 50, 1);
    double elboMean = 0;
    double weightedMean = 0;
    for (int i = 0; i < ROWS; i++) {
      elboMean += elbo[i] / ROWS;
      weightedMean += weighted[i] / ROWS;
    }
    assertThat(elbo).hasSize(ROWS);
    // The data has three free bits, so no model reaches more than -3 ln 2 on average.
    assertThat(weightedMean).isGreaterThan(elboMean).isLessThan(-3 * Math.log(2) + 0.05);
    assertThat(elboMean).isGreaterThan(-SIZE * Math.log(2));
    assertThat(
            vae.evaluate(
                    Dataset.of(DataSchema.of(SIZE), rows[0], null), EvaluationOptions.standard())
                .rows())
        .isEqualTo(1);
  }

  @Test
  void manyThreadsAgree() throws InterruptedException, ExecutionException {
    float[][] expected = vae.reconstruct(rows);
    double[] scores = vae.score(rows, 5, 2);
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        running.add(pool.submit(() -> assertThat(vae.reconstruct(rows)).isDeepEqualTo(expected)));
        running.add(pool.submit(() -> assertThat(vae.score(rows, 5, 2)).isEqualTo(scores)));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void rowsOfAnotherLengthAreRefused() {
    assertThatThrownBy(() -> vae.encode(new float[][] {new float[SIZE], new float[5]}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("encode: row 1 has 5 values; this model needs 6");
    assertThatThrownBy(() -> vae.decode(new float[][] {{1, 2, 3}}))
        .hasMessageContaining("row 0 has 3 values");
    assertThatThrownBy(() -> vae.sample(-1, 0)).hasMessageContaining("-1");
  }
}
