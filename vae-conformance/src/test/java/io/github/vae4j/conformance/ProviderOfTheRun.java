package io.github.vae4j.conformance;

import io.github.vae4j.api.tensor.BackendProvider;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands the backend that a run is about to the constructor of a suite. */
final class ProviderOfTheRun implements ParameterResolver {
  static final String PARAMETER = "vae4j.lie";

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext extension) {
    return parameter.getParameter().getType() == BackendProvider.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext extension) {
    String name = extension.getConfigurationParameter(PARAMETER).orElseThrow();
    return Lies.all().stream()
        .filter(lie -> lie.name().equals(name))
        .findFirst()
        .orElseThrow()
        .provider();
  }
}
