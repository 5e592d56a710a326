package io.github.vae4j.examples.bench;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.core.data.Dataset;
import java.util.List;
import java.util.Random;

/**
 * One line of the table: a workload at one batch size.
 *
 * @param workload what is done
 * @param batch rows that are worked on at once
 * @param steps of a round
 */
public record Task(Workload workload, int batch, int steps) {
  // the longest array of every Java virtual machine is a little shorter than the largest int
  private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

  /** Refuses rounds whose images one array cannot hold. */
  public Task {
    long most = LONGEST_ARRAY / ((long) batch * workload.model().pixels());
    if (workload.kind() == Workload.Kind.TRAINING && steps > most) {
      throw new ConfigurationException(
          "--steps must be "
              + most
              + " or fewer for "
              + workload.name()
              + " in batches of "
              + batch
              + ", whose images one array holds, got "
              + steps
              + "; take more --rounds");
    }
  }

  /** Returns whether a step is one of training. */
  public boolean training() {
    return workload.kind() == Workload.Kind.TRAINING;
  }

  /** Returns whether the time of each call counts: where a single row is encoded. */
  boolean eachCall() {
    return workload.kind() == Workload.Kind.ENCODING && batch == 1;
  }

  /** Returns the matrix products of a step; none for what is not made of them alone. */
  List<BenchModel.Product> products() {
    List<BenchModel.Product> all = workload.model().products(batch, workload.bound().samples());
    return switch (workload.kind()) {
      case TRAINING -> all;
      case ENCODING -> List.of();
      case PRODUCT -> all.subList(0, 1);
    };
  }

  /** Returns random images, as many as a round trains on. */
  Dataset data() {
    return Dataset.of(DataSchema.of(workload.model().pixels()), images(batch * steps), null);
  }

  /** Returns random images end to end. */
  float[] images(int rows) {
    Random random = new Random(1);
    float[] values = new float[rows * workload.model().pixels()];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    return values;
  }

  @Override
  public String toString() {
    return workload + ", batch " + batch;
  }
}
