package io.github.vae4j.api.model;

import io.github.vae4j.api.plugin.Options;
import io.github.vae4j.api.tensor.Shape;
import java.util.List;
import java.util.Optional;

/** What a component may know and declare while it is built. Names are relative to the component. */
public interface BuildContext {
  /** Returns what all names within this context begin with, such as {@code encoder.layer0}. */
  String name();

  /** Returns what an observation is made of. */
  DataSchema data();

  /** Returns what a condition is made of, or empty for a model without one. */
  Optional<DataSchema> condition();

  /**
   * Returns N, the number of observations in the training set; 0 where the model is built without
   * one.
   */
  long observations();

  /** Returns the latent groups in the order in which they are drawn. */
  List<LatentGroup> latents();

  /**
   * Returns the only latent group.
   *
   * @throws io.github.vae4j.api.plugin.ConfigurationException if there are several
   */
  LatentGroup latent();

  /**
   * Declares a trained parameter.
   *
   * @throws IllegalArgumentException if this component has one of that name already
   */
  Parameter parameter(String name, Shape shape, Initializer initializer);

  /** Declares a value that the component itself moves by {@link Pass#propose}. */
  Parameter tracked(String name, Shape shape, Initializer initializer);

  /** Declares fixed values, such as a mask. */
  Parameter constant(String name, Shape shape, float[] values);

  /**
   * Declares a table with one row of trained parameters for each observation.
   *
   * @param row the shape of one row
   * @param initializer is asked for all rows at once, (observations, row…)
   */
  Parameter rowTable(String name, Shape row, Initializer initializer);

  /**
   * Claims a place for noise.
   *
   * @return what {@link io.github.vae4j.api.random.Noise#at(String)} is to be given; unique in the
   *     model, so that no two places draw the same numbers
   * @throws IllegalArgumentException if this component has a place of that name already
   */
  String place(String name);

  /** Returns a context whose names lie within {@code name}, for a part of this component. */
  BuildContext within(String name);

  /**
   * Returns a nested component made by the provider that {@code options} name under {@code type}.
   *
   * @param spi such as {@code Encoder.class}
   * @param name the names of its parameters lie within it
   */
  <C> C nested(Class<C> spi, String name, Options options);

  /**
   * Returns another component of the same model: {@code Encoder.class}, {@code Prior.class}, {@code
   * Decoder.class} or {@code Likelihood.class}.
   *
   * @throws io.github.vae4j.api.plugin.ConfigurationException if components ask for each other in a
   *     circle, which is named
   */
  <C> C component(Class<C> spi);
}
