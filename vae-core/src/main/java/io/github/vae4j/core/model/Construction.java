package io.github.vae4j.core.model;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.model.Parameter;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.core.model.Architecture.Declaration;
import io.github.vae4j.core.plugin.Plugins;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One build of a model: its components as they come to be, each made when first asked for. */
final class Construction {
  private final DataSchema data;
  private final Optional<DataSchema> condition;
  private final long observations;
  private final List<LatentGroup> latents;
  private final Plugins plugins;
  private final Map<Class<?>, Slot<?>> shared = new LinkedHashMap<>();
  private final Map<String, Object> built = new HashMap<>();
  private final Deque<String> building = new ArrayDeque<>();
  private final Map<String, Declaration> declarations = new LinkedHashMap<>();
  private final Set<String> places = new HashSet<>();
  private boolean finished;

  Construction(
      DataSchema data,
      Optional<DataSchema> condition,
      long observations,
      List<LatentGroup> latents,
      Plugins plugins,
      List<Slot<?>> shared) {
    this.data = data;
    this.condition = condition;
    this.observations = observations;
    this.latents = latents;
    this.plugins = plugins;
    shared.forEach(slot -> this.shared.put(slot.spi(), slot));
  }

  DataSchema data() {
    return data;
  }

  Optional<DataSchema> condition() {
    return condition;
  }

  long observations() {
    return observations;
  }

  List<LatentGroup> latents() {
    return latents;
  }

  Plugins plugins() {
    return plugins;
  }

  /**
   * Returns the component that others may ask for by its interface, made now if it is not there
   * yet.
   */
  <C> C component(Class<C> spi) {
    Slot<?> slot = shared.get(spi);
    if (slot == null) {
      throw new IllegalArgumentException(
          "component: a model has no "
              + spi.getName()
              + "; ask for "
              + shared.keySet().stream()
                  .map(Class::getSimpleName)
                  .collect(Collectors.joining(", ")));
    }
    return spi.cast(make(slot));
  }

  /** Returns the component of a slot, made now if it is not there yet. */
  <C> C make(Slot<C> slot) {
    Object known = built.get(slot.name());
    if (known == null) {
      requireUnfinished("component '" + slot.name() + "'");
      refuseCircle(slot.name());
      building.addLast(slot.name());
      known = slot.maker().apply(this, new ScopedContext(this, slot.name(), slot.name()));
      building.removeLast();
      built.put(slot.name(), known);
    }
    return slot.spi().cast(known);
  }

  /**
   * Notes a parameter.
   *
   * @throws IllegalArgumentException if there is one of that name
   * @throws IllegalStateException if the model is built
   */
  Parameter declare(Declaration declaration) {
    Parameter key = declaration.key();
    requireUnfinished("parameter '" + key.name() + "'");
    Declaration other = declarations.putIfAbsent(key.name(), declaration);
    if (other != null) {
      throw new IllegalArgumentException(
          "parameter: '"
              + key.name()
              + "' is declared twice, as "
              + words(other.key())
              + " and as "
              + words(key)
              + "; give parts of a component names of their own with within(name)");
    }
    return key;
  }

  /**
   * Notes a place for noise and returns its name.
   *
   * @throws IllegalArgumentException if there is one of that name
   * @throws IllegalStateException if the model is built
   */
  String claim(String place) {
    requireUnfinished("place '" + place + "'");
    if (!places.add(place)) {
      throw new IllegalArgumentException(
          "place: '"
              + place
              + "' is claimed twice and would draw the same noise; give parts of a component names of their own with within(name)");
    }
    return place;
  }

  /** Ends the build and returns all that was declared, in order. */
  List<Declaration> finish() {
    finished = true;
    return List.copyOf(declarations.values());
  }

  private void requireUnfinished(String what) {
    if (finished) {
      throw new IllegalStateException(
          what
              + " is asked for after the model was built; ask for it in the component's constructor");
    }
  }

  private void refuseCircle(String name) {
    if (building.contains(name)) {
      List<String> circle = new ArrayList<>(building);
      circle = new ArrayList<>(circle.subList(circle.indexOf(name), circle.size()));
      circle.add(name);
      throw new ConfigurationException(
          "Components ask for each other in a circle: "
              + String.join(" → ", circle)
              + ". One of them must be made without the next.");
    }
  }

  private static String words(Parameter key) {
    return key.role().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + key.shape();
  }
}
