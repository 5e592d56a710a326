package io.github.vae4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.core.data.Conditions;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.data.ImageSet;
import io.github.vae4j.core.model.ModelDescription;
import io.github.vae4j.cvae.Cvae;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConditioningTest {
  private static final DataSchema IMAGES = DataSchema.of(2, 2, 1);

  @Test
  void aLabelIsTakenFromTheImages() {
    Dataset rows = Dataset.of(IMAGES, new float[8], new int[] {2, 0});

    Dataset told = conditioning(Conditions.labelSchema(3)).of(rows);

    float[] label = new float[1];
    told.conditions().orElseThrow().copyRow(0, label, 0);
    assertThat(label).containsExactly(2);
  }

  @Test
  void refusesImagesWithoutLabelsOrWithOthers() {
    Conditioning label = conditioning(Conditions.labelSchema(3));

    assertThatThrownBy(() -> label.of(Dataset.of(IMAGES, new float[4], null)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("conditioned on the class", "no labels", "--data");
    Dataset other = Dataset.of(IMAGES, new float[4], new int[] {3});
    assertThatThrownBy(() -> label.of(new ImageSet("other", other, other, "")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("row 0 has 3.0", "from 0 to 2");
  }

  @Test
  void refusesConditionsThatImagesDoNotComeWith() {
    assertThatThrownBy(() -> conditioning(DataSchema.of(3)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("the model reads conditions", "class labels and parts");
  }

  private static Conditioning conditioning(DataSchema condition) {
    ModelDescription model =
        Cvae.mlp(IMAGES, condition, 1, List.of(2), Activation.RELU, "bernoulli");
    return Conditioning.of("the model", model, Optional.empty());
  }
}
