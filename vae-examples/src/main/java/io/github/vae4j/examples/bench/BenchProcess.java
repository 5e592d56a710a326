package io.github.vae4j.examples.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.plugin.Plugins;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/**
 * A measuring process of our own: one workload on one backend, in rounds as {@link Requests} come.
 * Options as of every measuring process, and {@code --backend}.
 */
public final class BenchProcess {
  /** The exit code where the user can mend what went wrong. */
  static final int MEND = 2;

  @Option(names = "--backend", required = true)
  private String backend = "";

  @Option(names = "--workload", required = true)
  private String workload = "";

  @Option(names = "--batch", required = true)
  private int batch;

  @Option(names = "--steps", required = true)
  private int steps;

  @Option(names = "--threads", required = true)
  private int threads;

  @Option(names = "--device")
  private @Nullable String device;

  @Option(names = "--profile")
  private boolean profile;

  private BenchProcess() {}

  /** Measures until standard input ends, or prints a profile. */
  public static void main(String[] arguments) {
    try {
      CommandLine.populateCommand(new BenchProcess(), arguments).run();
    } catch (OutOfMemoryError e) {
      end("out of memory (" + e.getMessage() + "); take fewer --steps, or JAVA_OPTS=-Xmx4g", MEND);
    } catch (ConfigurationException e) {
      end(String.valueOf(e.getMessage()), MEND);
    } catch (Throwable e) {
      end(e.toString(), 1);
    }
  }

  private void run() {
    Plugins plugins = Plugins.discover();
    Task task = Workload.named(workload).tasks(List.of(batch), steps).get(0);
    try (Backend engine = new EngineOptions(backend, threads, device).start(plugins)) {
      if (profile) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set("profile", new ProfiledTraining(task, engine, plugins).run().toJson());
        System.out.println(answer);
        return;
      }
      Requests requests =
          new Requests(
              new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
              System.out);
      switch (task.workload().kind()) {
        case TRAINING -> new TrainingRounds(task, engine, plugins, requests).run();
        case ENCODING -> new EncodingRounds(task, engine, plugins, requests).run();
        case PRODUCT -> new ProductRounds(task, engine, requests).run();
      }
    }
  }

  private static void end(String why, int code) {
    System.err.println(why.strip().replaceAll("\\s*\\R\\s*", " "));
    System.exit(code);
  }
}
