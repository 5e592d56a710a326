package io.github.vae4j.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DidYouMeanTest {
  private static final List<String> NAMES = List.of("nd4j", "djl", "standard-normal", "bernoulli");

  @ParameterizedTest
  @CsvSource({
    "ndj4, nd4j",
    "ND4J, nd4j",
    "dj, djl",
    "djll, djl",
    "standardNormal, standard-normal",
    "standard_norml, standard-normal",
    "bernouli, bernoulli",
    "benroulli, bernoulli"
  })
  void findsTheLikelySlip(String typed, String meant) {
    assertThat(DidYouMean.closest(typed, NAMES)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"gaussian", "tensorflow", "x", "''"})
  void asksNothingWhereNoNameIsClose(String typed) {
    assertThat(DidYouMean.closest(typed, NAMES)).isEmpty();
  }

  @Test
  void listsWhatThereIsInOrder() {
    assertThat(DidYouMean.among("ndj4", List.of("nd4j", "djl")))
        .isEqualTo("Did you mean 'nd4j'? Available: djl, nd4j.");
    assertThat(DidYouMean.among("zzz", List.of())).isEqualTo("Available: none.");
  }
}
