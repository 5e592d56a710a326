package io.github.vae4j.examples.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;

/**
 * What one workload took on one backend.
 *
 * @param backend its name
 * @param device in words
 * @param workload its name
 * @param batch rows of a step
 * @param msPerStep milliseconds of a training step: the median of the rounds
 * @param msPerStepMin of the fastest round
 * @param msPerStepMax of the slowest round
 * @param gemmFloorMs milliseconds of the step's matrix products alone: the median of rounds in turn
 *     with those of the step
 * @param imagesPerSecond trained on, at the median
 */
public record Measurement(
    String backend,
    String device,
    String workload,
    int batch,
    double msPerStep,
    double msPerStepMin,
    double msPerStepMax,
    double gemmFloorMs,
    double imagesPerSecond) {

  /** Returns the figures of rounds, each in milliseconds a step. */
  static Measurement of(
      String backend, String device, Workload workload, double[] steps, double[] floors) {
    double median = median(steps);
    return new Measurement(
        backend,
        device,
        workload.name(),
        workload.batch(),
        median,
        Arrays.stream(steps).min().orElseThrow(),
        Arrays.stream(steps).max().orElseThrow(),
        median(floors),
        workload.batch() * 1000 / median);
  }

  /** Returns how many times as long as its matrix products a step takes. */
  public double ratio() {
    return msPerStep / gemmFloorMs;
  }

  /** Returns the figures as an object. */
  public ObjectNode toJson() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("backend", backend)
        .put("workload", workload)
        .put("batch", batch)
        .put("msPerStep", msPerStep)
        .put("msPerStepMin", msPerStepMin)
        .put("msPerStepMax", msPerStepMax)
        .put("gemmFloorMs", gemmFloorMs)
        .put("imagesPerSecond", imagesPerSecond)
        .put("device", device);
  }

  /** Reads what {@link #toJson} wrote. */
  static Measurement of(ObjectNode json) {
    return new Measurement(
        json.required("backend").asText(),
        json.required("device").asText(),
        json.required("workload").asText(),
        json.required("batch").asInt(),
        json.required("msPerStep").asDouble(),
        json.required("msPerStepMin").asDouble(),
        json.required("msPerStepMax").asDouble(),
        json.required("gemmFloorMs").asDouble(),
        json.required("imagesPerSecond").asDouble());
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
