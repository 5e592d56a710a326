package io.github.vae4j.core.model;

import io.github.vae4j.api.model.ObjectiveTerm;
import io.github.vae4j.core.plugin.JsonOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All places of one model.
 *
 * @param parts encoder, prior, decoder and likelihood
 * @param terms in order, with their weights
 * @param document the JSON that described the model; null for one made by code alone
 */
record Slots(List<Slot<?>> parts, List<WeightedSlot> terms, @Nullable JsonOptions document) {

  /** A term's place and its weight. */
  record WeightedSlot(Slot<ObjectiveTerm> slot, double weight) {}

  /** Refuses options of described components that none of them read. */
  void refuseUnread() {
    all().stream().map(Slot::options).filter(Objects::nonNull).forEach(JsonOptions::refuseUnread);
  }

  /** Returns the resolved description, or empty where code made a component. */
  Optional<ModelDescription> description() {
    return document == null || all().stream().anyMatch(slot -> slot.options() == null)
        ? Optional.empty()
        : Optional.of(ModelDescription.parse(document.resolvedJson()));
  }

  /** Returns why a model with components that code made has no description. */
  String undescribed(Construction construction) {
    return "description: "
        + all().stream()
            .filter(slot -> slot.options() == null)
            .map(slot -> slot.name() + " is a " + construction.make(slot).getClass().getName())
            .collect(Collectors.joining(", "))
        + ", made by code, which no description can rebuild; give each such class a provider and name"
        + " it in a ModelDescription to save this model";
  }

  private List<Slot<?>> all() {
    List<Slot<?>> all = new ArrayList<>(parts);
    terms.forEach(term -> all.add(term.slot()));
    return all;
  }
}
