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

class BoundClassifierTest {
  private static final DataSchema PAIR = DataSchema.of(2);
  private static final DataSchema LABEL = Conditions.labelSchema(3);

  private final Backend backend = new ReferenceBackend();

  @AfterEach
  void close() {
    backend.close();
  }

  /** Class 0 is (1, 0), class 1 is (0, 1), class 2 is (1, 1). */
  private static Dataset classes(int rows) {
    float[] x = new float[2 * rows];
    int[] labels = new int[rows];
    for (int i = 0; i < rows; i++) {
      labels[i] = i % 3;
      x[2 * i] = labels[i] == 1 ? 0 : 1;
      x[2 * i + 1] = labels[i] == 0 ? 0 : 1;
    }
    return Dataset.of(PAIR, x, labels);
  }

  @Test
  void findsTheClassOfEachRow() {
    try (Vae vae =
        SmallVae.trained(
            backend,
            Cvae.mlp(PAIR, LABEL, 1, List.of(8), Activation.TANH, "bernoulli"),
            classes(150).givenLabels(3))) {
      BoundClassifier classifier = new BoundClassifier(vae);
      assertThat(classifier.classes()).isEqualTo(3);
      assertThat(classifier.classify(classes(7), 10, 1)).containsExactly(0, 1, 2, 0, 1, 2, 0);
      assertThat(classifier.bounds(classes(7), 10, 2)).hasDimensions(7, 3);
    }
  }

  @Test
  void boundsAreThoseOfTheRowsWithEachClassAsCondition() {
    try (Vae vae =
        SmallVae.initial(
            backend, Cvae.regressor(PAIR, LABEL, List.of(4), Activation.TANH, "bernoulli"))) {
      double[][] bounds = new BoundClassifier(vae).bounds(classes(3), 0, 1);
      float[][] means = vae.sample(Conditions.labels(3, 0, 1, 2), 1);
      float[][] rows = {{1, 0}, {0, 1}, {1, 1}};
      for (int row = 0; row < 3; row++) {
        for (int label = 0; label < 3; label++) {
          double expected = 0;
          for (int i = 0; i < 2; i++) {
            expected += Math.log(rows[row][i] == 1 ? means[label][i] : 1.0 - means[label][i]);
          }
          assertThat(bounds[row][label]).isCloseTo(expected, within(1e-6));
        }
      }
    }
  }

  @Test
  void readsNeitherConditionsNorMasksOfTheRows() {
    try (Vae vae =
        SmallVae.initial(
            backend, Cvae.mlp(PAIR, LABEL, 1, List.of(4), Activation.TANH, "bernoulli"))) {
      BoundClassifier classifier = new BoundClassifier(vae);
      double[][] bounds = classifier.bounds(classes(3), 5, 1);
      Dataset told = classes(3).completing(Masks.same(new boolean[] {true, false}));
      assertThat(classifier.bounds(told, 5, 1)).isDeepEqualTo(bounds);
      assertThat(classifier.bounds(classes(3).givenLabels(3), 5, 1)).isDeepEqualTo(bounds);
    }
  }

  @Test
  void refusesToNameAClassWhereABoundIsNoNumber() {
    try (Vae vae =
        SmallVae.initial(
            backend, Cvae.mlp(PAIR, LABEL, 1, List.of(4), Activation.TANH, "bernoulli"))) {
      vae.weights().trained().fill(0, vae.weights().trained().size(), Double.NaN);
      assertThatThrownBy(() -> new BoundClassifier(vae).classify(classes(2), 0, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "BoundClassifier: the bound of row 0 for class 0 is NaN; the model holds values that"
                  + " are not finite");
    }
  }

  @Test
  void refusesAModelThatIsNotConditionedOnAClass() {
    try (Vae vae =
        SmallVae.initial(
            backend, Cvae.mlp(PAIR, PAIR, 1, List.of(4), Activation.TANH, "bernoulli"))) {
      assertThatThrownBy(() -> new BoundClassifier(vae))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith(
              "BoundClassifier: the model's condition must be one class label, this one's is");
    }
  }
}
