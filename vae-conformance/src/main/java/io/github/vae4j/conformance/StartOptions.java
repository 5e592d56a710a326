package io.github.vae4j.conformance;

import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.plugin.Options;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Options of whole numbers only.
 *
 * @param given by name
 */
record StartOptions(Map<String, Integer> given) implements Options {
  @Override
  public int integer(String name, int otherwise) {
    return given.getOrDefault(name, otherwise);
  }

  @Override
  public double number(String name, double otherwise) {
    return otherwise;
  }

  @Override
  public String text(String name, String otherwise) {
    return otherwise;
  }

  @Override
  public boolean flag(String name, boolean otherwise) {
    return otherwise;
  }

  @Override
  public List<Integer> integers(String name, List<Integer> otherwise) {
    return otherwise;
  }

  @Override
  public List<Double> numbers(String name, List<Double> otherwise) {
    return otherwise;
  }

  @Override
  public Optional<Options> section(String name) {
    return Optional.empty();
  }

  @Override
  public List<Options> sections(String name) {
    return List.of();
  }

  @Override
  public <E extends Enum<E>> E choice(String name, E otherwise) {
    return otherwise;
  }

  @Override
  public ConfigurationException refuse(String name, String complaint) {
    return new ConfigurationException(name + ": " + complaint);
  }
}
