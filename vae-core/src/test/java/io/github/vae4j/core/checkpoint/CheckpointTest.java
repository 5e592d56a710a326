package io.github.vae4j.core.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.api.model.Parameter;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.distribution.KlRules;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.ModelDescription;
import io.github.vae4j.core.model.Weights;
import io.github.vae4j.core.plugin.Plugins;
import io.github.vae4j.core.reference.ReferenceBackend;
import io.github.vae4j.core.train.Trainer;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
  private final Backend backend = new ReferenceBackend();
  @TempDir private Path directory;

  @AfterEach
  void close() {
    backend.close();
  }

  private static Path golden() throws URISyntaxException {
    return Path.of(
        Objects.requireNonNull(CheckpointTest.class.getResource("format1.safetensors")).toURI());
  }

  @Test
  void aFileOfFormat1HoldsTheModelItsTrainingGives() throws URISyntaxException {
    Path now = directory.resolve("now.safetensors");
    GoldenCheckpoint.train(backend, GoldenCheckpoint.PLAN, now);
    try (Vae then = Vae.load(golden(), backend);
        Vae fresh = Vae.load(now, backend)) {
      assertThat(then.model().description()).isEqualTo(fresh.model().description());
      for (Parameter key : then.weights().layout().parameters()) {
        assertThat(then.weights().get(key))
            .as(key.name())
            .containsExactly(fresh.weights().get(key), within());
      }
      assertThat(then.provenance().plan()).isEqualTo(GoldenCheckpoint.PLAN.toJson());
    }
  }

  /** Mathematical functions may differ in the last place from one JDK to another. */
  private static org.assertj.core.data.Offset<Float> within() {
    return org.assertj.core.data.Offset.offset(1e-6f);
  }

  @Test
  void aFileOfFormat1ResumesToWhatItsTrainingGives() throws IOException, URISyntaxException {
    Path resumed = directory.resolve("resumed.safetensors");
    Path whole = directory.resolve("whole.safetensors");
    Files.copy(golden(), resumed, StandardCopyOption.REPLACE_EXISTING);
    GoldenCheckpoint.trainer(backend, GoldenCheckpoint.PLAN.withEpochs(4), resumed)
        .resume(resumed, GoldenCheckpoint.data())
        .weights()
        .close();
    GoldenCheckpoint.train(backend, GoldenCheckpoint.PLAN.withEpochs(4), whole);
    try (Vae one = Vae.load(resumed, backend);
        Vae other = Vae.load(whole, backend)) {
      assertThat(flat(one.weights())).containsExactly(flat(other.weights()), within());
    }
  }

  private static float[] flat(Weights weights) {
    return weights.trained().toFloats(0, Math.toIntExact(weights.trained().size()));
  }

  /** The golden file with some metadata and tensors changed. */
  private Path changed(Map<String, String> metadata, List<TensorData> tensors)
      throws URISyntaxException {
    Path file = directory.resolve("changed.safetensors");
    try (SafeTensors golden = SafeTensors.open(golden())) {
      Map<String, String> all = new TreeMap<>(golden.metadata());
      all.putAll(metadata);
      all.values().removeIf(String::isEmpty);
      List<TensorData> data = new ArrayList<>(tensors);
      for (SafeTensors.Entry entry : golden.entries()) {
        if (tensors.stream().noneMatch(t -> t.name().equals(entry.name()))) {
          double[] values = golden.doubles(entry.name());
          data.add(TensorData.doubles(entry.name(), entry.shape(), () -> values));
        }
      }
      data.removeIf(t -> t.shape().size() == 0);
      SafeTensors.write(file, all, data);
    }
    return file;
  }

  private void refused(Path file, String... words) {
    assertThatThrownBy(() -> Vae.load(file, backend))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContainingAll(words);
  }

  @Test
  void aLaterFormatIsRefused() throws URISyntaxException {
    refused(
        changed(Map.of("vae4j.format", "2"), List.of()),
        "vae4j.format is '2'",
        "this version reads 1");
  }

  @Test
  void aFileThatIsNoModelIsRefused() throws URISyntaxException {
    refused(changed(Map.of("vae4j.format", ""), List.of()), "no 'vae4j.format'", "not a model");
    refused(changed(Map.of("model", "{}"), List.of()), "model is damaged", "data");
    refused(changed(Map.of("model", "nonsense"), List.of()), "model is damaged");
    refused(changed(Map.of("model.observations", "many"), List.of()), "model.observations");
  }

  @Test
  void aTensorThatIsMissingOrMisshapenIsRefused() throws URISyntaxException {
    String name = "decoder.layer0.weight";
    TensorData none = TensorData.doubles(name, Shape.of(0), () -> new double[0]);
    refused(changed(Map.of(), List.of(none)), "no tensor '" + name + "'");
    TensorData other = TensorData.doubles(name, Shape.of(3, 3), () -> new double[9]);
    refused(changed(Map.of(), List.of(other)), name, "(3, 3)", "(2, 3)");
  }

  @Test
  void whatAFileClaimsIsComparedBeforeAnythingIsAllocated() throws URISyntaxException {
    String claimed =
        GoldenCheckpoint.MODEL.toJson().replace("\"hidden\":[3]", "\"hidden\":[30000,30000]");
    assertThat(claimed).contains("30000");
    long before = backend.memory().reservedBytes();
    refused(changed(Map.of("model", claimed), List.of()), "30000");
    assertThat(backend.memory().reservedBytes()).isEqualTo(before);
    refused(changed(Map.of("model.observations", "-5"), List.of()), "'-5'");
    refused(changed(Map.of("model.observations", "9999999999999"), List.of()), "'9999999999999'");
  }

  @Test
  void anOptionThatAFileDoesNotKnowHasItsDefaultOnResuming() throws URISyntaxException {
    Path file = golden();
    for (String option : List.of("\"normalisation\":\"batch\"", "\"dropout\":0.5")) {
      String json = GoldenCheckpoint.MODEL.toJson();
      assertThat(json).doesNotContain("normalisation", "dropout");
      ModelDescription other =
          ModelDescription.parse(json.replace("\"hidden\":[3]", "\"hidden\":[3]," + option));
      Plugins plugins = Plugins.discover();
      Trainer trainer =
          Trainer.builder(
                  backend,
                  Architecture.build(other, plugins, 16),
                  GoldenCheckpoint.PLAN,
                  KlRules.discover(plugins))
              .build();
      assertThatThrownBy(() -> trainer.resume(file, GoldenCheckpoint.data()))
          .isInstanceOf(CheckpointException.class)
          .hasMessageContaining("holds another model")
          .hasMessageContaining(option);
    }
  }

  @Test
  void aDamagedTrainingCannotBeResumedAndSaysSo() throws URISyntaxException {
    Path file = changed(Map.of("training", "{\"epoch\": \"two\"}"), List.of());
    assertThatThrownBy(
            () ->
                GoldenCheckpoint.trainer(backend, GoldenCheckpoint.PLAN, file)
                    .resume(file, GoldenCheckpoint.data()))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("training");
    Path finished = changed(Map.of("training", ""), List.of());
    assertThatThrownBy(
            () ->
                GoldenCheckpoint.trainer(backend, GoldenCheckpoint.PLAN, finished)
                    .resume(finished, GoldenCheckpoint.data()))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("finished model");
  }
}
