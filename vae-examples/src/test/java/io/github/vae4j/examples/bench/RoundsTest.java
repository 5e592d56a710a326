package io.github.vae4j.examples.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.vae4j.core.plugin.Plugins;
import io.github.vae4j.core.reference.ReferenceBackend;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void trainingAnswersEachRequestAndEndsWithThem() throws Exception {
    Task task = Small.training();
    try (ReferenceBackend backend = new ReferenceBackend()) {
      new TrainingRounds(task, backend, Plugins.discover(), requests(2)).run();

      assertThat(backend.memory().bytes()).isZero();
    }

    List<JsonNode> answers = answers();
    assertThat(answers).hasSize(3);
    assertThat(answers.get(0).path("device").asText()).isNotEmpty();
    for (JsonNode answer : answers.subList(1, 3)) {
      assertThat(Round.of(answer).floor()).isPresent();
      assertThat(Round.of(answer).calls()).isEmpty();
    }
  }

  @Test
  void encodingOfSingleRowsTimesEachCall() throws Exception {
    try (ReferenceBackend backend = new ReferenceBackend()) {
      new EncodingRounds(Small.encoding(1, 5), backend, Plugins.discover(), requests(1)).run();
      new EncodingRounds(Small.encoding(3, 2), backend, Plugins.discover(), requests(1)).run();

      assertThat(backend.memory().bytes()).isZero();
    }

    List<JsonNode> answers = answers();
    assertThat(answers).hasSize(4);
    assertThat(Round.of(answers.get(1)).calls()).hasSize(5).allMatch(ms -> ms > 0);
    assertThat(Round.of(answers.get(3)).calls()).isEmpty();
    assertThat(Round.of(answers.get(3)).floor()).isEmpty();
  }

  @Test
  void aProductIsComputedForEachRequest() throws Exception {
    try (ReferenceBackend backend = new ReferenceBackend()) {
      new ProductRounds(Small.product(), backend, requests(2)).run();

      assertThat(backend.memory().bytes()).isZero();
    }

    List<JsonNode> answers = answers();
    assertThat(answers).hasSize(3);
    for (JsonNode answer : answers.subList(1, 3)) {
      assertThat(Round.of(answer).step()).isPositive();
      assertThat(Round.of(answer).floor()).isEmpty();
    }
  }

  @Test
  void refusesAnAnswerWithoutATime() throws Exception {
    assertThatThrownBy(() -> Round.of(new JsonMapper().readTree("{\"seconds\":1}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("milliseconds of a step as 'ms'")
        .hasMessageContaining("{\"seconds\":1}");
  }

  private Requests requests(int rounds) {
    BufferedReader in = new BufferedReader(new StringReader("round\n".repeat(rounds)));
    return new Requests(in, new PrintStream(out, true, StandardCharsets.UTF_8));
  }

  private List<JsonNode> answers() throws IOException {
    List<JsonNode> answers = new ArrayList<>();
    for (String line : out.toString(StandardCharsets.UTF_8).lines().toList()) {
      answers.add(new JsonMapper().readTree(line));
    }
    return answers;
  }
}
