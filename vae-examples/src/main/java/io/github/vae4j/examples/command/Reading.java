package io.github.vae4j.examples.command;

import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.evaluate.Estimate;
import io.github.vae4j.core.evaluate.Report;
import io.github.vae4j.core.model.Architecture;

/**
 * How the figures of an evaluation are to be read.
 *
 * @param density what is bounded, as it is written
 * @param exact whether the bound is that density itself, as of a model without latents
 * @param atMean whether z was the posterior's mean, so that the figure is no bound
 * @param samples draws an image of the importance-sampled figure, where there is one
 * @param greyBernoulli see {@link Figures#greyBernoulli}
 */
record Reading(String density, boolean exact, boolean atMean, int samples, boolean greyBernoulli) {
  static Reading of(
      Architecture model, Conditioning told, Dataset data, boolean atMean, int samples) {
    return new Reading(
        told.density(),
        model.latents().isEmpty(),
        atMean,
        samples,
        Figures.greyBernoulli(model, data));
  }

  /** Says the figures in words. */
  void print(Console console, Report report) {
    if (exact) {
      console.result(
          "test -%s: %s (%,d images)", density, perImage(report.elbo(), -1), report.rows());
    } else {
      console.result(
          "test %s %s = reconstruction %s + KL %s (%,d images)",
          heading(),
          perImage(report.elbo(), -1),
          estimate(report.reconstruction(), -1),
          estimate(report.kl(), 1),
          report.rows());
    }
    report
        .logLikelihood()
        .ifPresent(log -> console.result("%s: %s", importance(), perImage(log, 1)));
    if (greyBernoulli) {
      console.result("(Bernoulli on grey values: to be compared with its like, not %s)", density);
    }
  }

  private String heading() {
    if (atMean) {
      return "loss with z at the posterior mean, no bound:";
    }
    return density.equals(Conditioning.UNCONDITIONAL)
        ? "-ELBO, a bound:"
        : "-ELBO, a bound on -" + density + ":";
  }

  private String importance() {
    return (greyBernoulli ? "importance-weighted bound" : density + ", importance-sampled")
        + " (K = "
        + samples
        + ")";
  }

  private static String perImage(Estimate estimate, int sign) {
    return estimate(estimate, sign) + " nats per image";
  }

  private static String estimate(Estimate estimate, int sign) {
    return Figures.nats(sign * estimate.mean()) + " +- " + Figures.nats(estimate.standardError());
  }
}
