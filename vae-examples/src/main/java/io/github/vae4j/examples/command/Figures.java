package io.github.vae4j.examples.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.evaluate.Report;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.plugin.JsonOptions;
import io.github.vae4j.examples.output.EpochLine;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The figures of an evaluation as people and programs read them: the negative ELBO and its two
 * parts, reconstruction error plus KL, in nats per image, so that less is better.
 */
final class Figures {
  /** What help says of the figures as JSON. */
  static final String JSON_HELP =
      "Print the figures as JSON, the last line of standard output; testElbo is the negative ELBO, testReconstruction + testKl.";

  private Figures() {}

  /**
   * Returns the negative ELBO, its parts and their standard errors, and log p(x) where it was
   * estimated.
   */
  static ObjectNode json(Report report) {
    ObjectNode json = Json.object();
    Json.put(json, "testElbo", -report.elbo().mean());
    Json.put(json, "testReconstruction", -report.reconstruction().mean());
    Json.put(json, "testKl", report.kl().mean());
    Json.put(json, "testStandardError", report.elbo().standardError());
    Json.put(json, "testReconstructionStandardError", report.reconstruction().standardError());
    Json.put(json, "testKlStandardError", report.kl().standardError());
    report
        .logLikelihood()
        .ifPresent(
            log -> {
              Json.put(json, "logLikelihood", log.mean());
              Json.put(json, "logLikelihoodStandardError", log.standardError());
            });
    return json.put("images", report.rows());
  }

  /** Returns nats to two places, or to four digits where there are many before the point. */
  static String nats(double value) {
    return String.format(Locale.ROOT, Math.abs(value) < 1e6 ? "%.2f" : "%.4g", value);
  }

  /** Returns a warning where the test bound is worse than when training had hardly begun. */
  static Optional<String> divergence(List<EpochLine> history) {
    if (history.size() < 2) {
      return Optional.empty();
    }
    double first = history.get(0).testElbo();
    double last = history.get(history.size() - 1).testElbo();
    return last > first
        ? Optional.of(
            "Warning: after the last epoch the test bound is worse than after the first ("
                + nats(last)
                + ", was "
                + nats(first)
                + "): training diverged or overfits. Try a smaller --learning-rate or fewer --epochs.")
        : Optional.empty();
  }

  /**
   * Returns whether grey values are scored by a Bernoulli, which is a density of black and white
   * alone.
   */
  static boolean greyBernoulli(Architecture model, Dataset data) {
    String type =
        JsonOptions.parse(model.description().toJson(), "model")
            .options("likelihood")
            .map(likelihood -> likelihood.text("type", ""))
            .orElse("");
    if (!type.equals("bernoulli")) {
      return false;
    }
    for (int row = 0; row < data.size(); row++) {
      for (float value : data.row(row)) {
        if (value != 0 && value != 1) {
          return true;
        }
      }
    }
    return false;
  }
}
