package io.github.vae4j.core.model;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.core.plugin.JsonOptions;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A place in a model for one component, and how to make it.
 *
 * @param name the scope and the group of its parameters, such as {@code encoder}
 * @param spi its interface
 * @param maker makes it
 * @param options what it is made from; null for one that code makes
 */
record Slot<C>(
    String name,
    Class<C> spi,
    BiFunction<Construction, BuildContext, ? extends C> maker,
    @Nullable JsonOptions options) {

  /** Returns the slot of a component that code makes. */
  static <C> Slot<C> made(
      String name, Class<C> spi, Function<? super BuildContext, ? extends C> maker) {
    return new Slot<>(name, spi, (construction, context) -> maker.apply(context), null);
  }

  /** Returns the slot of a component that a provider makes from options. */
  static <C> Slot<C> described(String name, ComponentKind<C, ?> kind, JsonOptions options) {
    return new Slot<>(
        name,
        kind.spi(),
        (construction, context) -> kind.make(construction.plugins(), options, context),
        options);
  }
}
