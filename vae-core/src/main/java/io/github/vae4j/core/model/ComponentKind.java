package io.github.vae4j.core.model;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.Decoder;
import io.github.vae4j.api.model.DecoderProvider;
import io.github.vae4j.api.model.Encoder;
import io.github.vae4j.api.model.EncoderProvider;
import io.github.vae4j.api.model.Likelihood;
import io.github.vae4j.api.model.LikelihoodProvider;
import io.github.vae4j.api.model.ObjectiveTerm;
import io.github.vae4j.api.model.ObjectiveTermProvider;
import io.github.vae4j.api.model.Prior;
import io.github.vae4j.api.model.PriorProvider;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.plugin.Options;
import io.github.vae4j.api.plugin.Provider;
import io.github.vae4j.core.plugin.Plugins;
import java.util.List;
import java.util.stream.Collectors;

/** A kind of component, and how one is made from options. */
record ComponentKind<C, P extends Provider>(Class<C> spi, Class<P> provider, Maker<C, P> maker) {
  static final ComponentKind<Encoder, EncoderProvider> ENCODER =
      new ComponentKind<>(Encoder.class, EncoderProvider.class, EncoderProvider::create);
  static final ComponentKind<Prior, PriorProvider> PRIOR =
      new ComponentKind<>(Prior.class, PriorProvider.class, PriorProvider::create);
  static final ComponentKind<Decoder, DecoderProvider> DECODER =
      new ComponentKind<>(Decoder.class, DecoderProvider.class, DecoderProvider::create);
  static final ComponentKind<Likelihood, LikelihoodProvider> LIKELIHOOD =
      new ComponentKind<>(Likelihood.class, LikelihoodProvider.class, LikelihoodProvider::create);
  static final ComponentKind<ObjectiveTerm, ObjectiveTermProvider> TERM =
      new ComponentKind<>(
          ObjectiveTerm.class, ObjectiveTermProvider.class, ObjectiveTermProvider::create);

  private static final List<ComponentKind<?, ?>> ALL =
      List.of(ENCODER, PRIOR, DECODER, LIKELIHOOD, TERM);

  /** Calls a provider. */
  @FunctionalInterface
  interface Maker<C, P> {
    C make(P provider, Options options, BuildContext context);
  }

  /**
   * Returns the kind of a component's interface.
   *
   * @throws IllegalArgumentException if it is none; the message lists them
   */
  @SuppressWarnings("unchecked") // the kind whose interface is Class<C> makes C
  static <C> ComponentKind<C, ?> of(Class<C> spi) {
    for (ComponentKind<?, ?> kind : ALL) {
      if (kind.spi().equals(spi)) {
        return (ComponentKind<C, ?>) kind;
      }
    }
    throw new IllegalArgumentException(
        "nested: "
            + spi.getName()
            + " is no kind of component; there are "
            + ALL.stream().map(k -> k.spi().getSimpleName()).collect(Collectors.joining(", ")));
  }

  /**
   * Makes a component by the provider that the options name under {@code type}.
   *
   * @throws ConfigurationException if there is no such provider, or it refuses the options
   */
  C make(Plugins plugins, Options options, BuildContext context) {
    P found = find(plugins, options);
    try {
      return maker.make(found, options, context);
    } catch (LinkageError e) {
      throw refused(options, found.getClass().getName() + " is broken: " + e, e);
    }
  }

  private P find(Plugins plugins, Options options) {
    String type = options.text("type", "");
    if (type.isEmpty()) {
      throw options.refuse(
          "type",
          "missing; name one of: "
              + plugins.all(provider).stream()
                  .map(Provider::name)
                  .collect(Collectors.joining(", ")));
    }
    try {
      return plugins.named(provider, type);
    } catch (ConfigurationException e) {
      throw refused(options, String.valueOf(e.getMessage()), e);
    }
  }

  private static ConfigurationException refused(Options options, String why, Throwable cause) {
    ConfigurationException refused = options.refuse("type", why);
    refused.initCause(cause);
    return refused;
  }
}
