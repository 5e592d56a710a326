package io.github.vae4j.cvae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.data.Conditions;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.Masks;
import io.github.vae4j.core.reference.ReferenceBackend;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CompletionTest {
  private static final DataSchema PAIR = DataSchema.of(1, 2);
  private static final Masks LEFT = ImageParts.columns(PAIR, 0, 1);

  private final Backend backend = new ReferenceBackend();

  @AfterEach
  void close() {
    backend.close();
  }

  private Vae model() {
    return SmallVae.initial(
        backend, Cvae.mlp(PAIR, PAIR, 2, List.of(4), Activation.TANH, "bernoulli"));
  }

  private static Conditions rows(float... values) {
    return Conditions.of(Dataset.of(PAIR, values, null), LEFT);
  }

  @Test
  void keepsWhatIsSeenAndReadsNothingElse() {
    try (Vae vae = model()) {
      Completion completion = new Completion(vae);
      float[][][] completed = completion.complete(rows(0.25f, 0.5f, 0.75f, 1), 3, 1);
      assertThat(completed).hasNumberOfRows(3);
      for (float[][] sample : completed) {
        assertThat(sample[0][0]).isEqualTo(0.25f);
        assertThat(sample[1][0]).isEqualTo(0.75f);
        assertThat(sample[0][1]).isStrictlyBetween(0f, 1f);
      }
      assertThat(completion.complete(rows(0.25f, 0, 0.75f, 0), 3, 1)).isDeepEqualTo(completed);
    }
  }

  @Test
  void samplesDifferAndDependOnTheSeedAlone() {
    try (Vae vae = model()) {
      Completion completion = new Completion(vae);
      Conditions rows = rows(0.25f, 0, 0.75f, 0);
      float[][][] first = completion.complete(rows, 2, 1);
      assertThat(first[0][0][1]).isNotEqualTo(first[1][0][1]);
      assertThat(completion.complete(rows, 2, 1)).isDeepEqualTo(first);
      assertThat(completion.complete(rows, 1, 2)[0][0][1]).isNotEqualTo(first[0][0][1]);
    }
  }

  @Test
  void aModelWithoutLatentsAnswersTheSameEachTime() {
    try (Vae vae =
        SmallVae.initial(
            backend, Cvae.regressor(PAIR, PAIR, List.of(4), Activation.TANH, "bernoulli"))) {
      float[][][] completed = new Completion(vae).complete(rows(0.25f, 0), 2, 1);
      assertThat(completed[0]).isDeepEqualTo(completed[1]);
    }
  }

  @Test
  void learnsWhatFollowsFromWhatIsSeen() {
    float[] alike = new float[200];
    for (int i = 0; i < alike.length; i++) {
      alike[i] = i / 2 % 2;
    }
    try (Vae vae =
        SmallVae.trained(
            backend,
            Cvae.mlp(PAIR, PAIR, 1, List.of(8), Activation.TANH, "bernoulli"),
            Dataset.of(PAIR, alike, null).completing(LEFT))) {
      float[][][] completed = new Completion(vae).complete(rows(0, 0.5f, 1, 0.5f), 1, 3);
      assertThat(completed[0][0][1]).isCloseTo(0, within(0.1f));
      assertThat(completed[0][1][1]).isCloseTo(1, within(0.1f));
    }
  }

  @Test
  void refusesOtherModelsAndRowsOfWhichNothingIsSeen() {
    DataSchema label = Conditions.labelSchema(3);
    try (Vae labelled =
            SmallVae.initial(
                backend, Cvae.mlp(PAIR, label, 2, List.of(4), Activation.TANH, "bernoulli"));
        Vae vae = model()) {
      assertThatThrownBy(() -> new Completion(labelled))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith(
              "Completion: the model must read a part of its data as its condition, this one's is");
      Conditions whole = Conditions.of(Dataset.of(PAIR, new float[2], null));
      assertThatThrownBy(() -> new Completion(vae).complete(whole, 1, 1))
          .hasMessage(
              "Completion: nothing says what is seen of the rows; give the masks with"
                  + " Conditions.of(rows, seen)");
      assertThatThrownBy(() -> new Completion(vae).complete(rows(1, 1), 0, 1))
          .hasMessage("Completion: samples must be 1 or more, got 0");
    }
  }
}
