package io.github.vae4j.core.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far training has come; all that, beside the states, is needed to go on.
 *
 * @param epoch epochs that are done
 * @param batch batches that are done in the epoch after these
 * @param step steps that are done
 * @param rows that were met in the epoch under way
 * @param totals sums over these rows, in the order of {@link TrainingStep}
 * @param best the highest validation bound so far; null before the first
 * @param sinceBest epochs since then
 */
record Progression(
    int epoch,
    int batch,
    long step,
    long rows,
    List<Double> totals,
    @Nullable Double best,
    int sinceBest) {
  static Progression start() {
    return new Progression(0, 0, 0, 0, List.of(), null, 0);
  }

  String toJson() {
    try {
      return new ObjectMapper().writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("training: its progress cannot be written as JSON", e);
    }
  }

  static Progression parse(String json) {
    try {
      return new ObjectMapper().readValue(json, Progression.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "training: its progress cannot be read: " + e.getOriginalMessage(), e);
    }
  }
}
