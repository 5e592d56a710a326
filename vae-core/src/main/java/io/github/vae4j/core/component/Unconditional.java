package io.github.vae4j.core.component;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.plugin.ConfigurationException;

/** The refusal of a condition by components that would ignore it. */
final class Unconditional {
  private Unconditional() {}

  static void require(String component, BuildContext context) {
    context
        .condition()
        .ifPresent(
            condition -> {
              throw new ConfigurationException(
                  component
                      + " does not read a condition, and the model has one of shape "
                      + condition.shape()
                      + "; remove the condition, or name a component that reads it");
            });
  }
}
