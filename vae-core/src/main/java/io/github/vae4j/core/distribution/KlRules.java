package io.github.vae4j.core.distribution;

import io.github.vae4j.api.distribution.Distribution;
import io.github.vae4j.api.distribution.KlRule;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.plugin.Plugins;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The known closed forms of KL(q ‖ p), one for each exact pair of types. Immutable. */
public final class KlRules {
  private static final Logger LOG = LoggerFactory.getLogger(KlRules.class);

  private final Map<Pair, KlRule<?, ?>> rules;

  private KlRules(Map<Pair, KlRule<?, ?>> rules) {
    this.rules = Map.copyOf(rules);
  }

  /**
   * Returns the given rules.
   *
   * @throws IllegalArgumentException if two are for one pair of types; the message names the
   *     classes of both
   */
  public static KlRules of(List<? extends KlRule<?, ?>> rules) {
    Map<Pair, KlRule<?, ?>> byPair = new HashMap<>();
    for (KlRule<?, ?> rule : rules) {
      Pair pair = new Pair(rule.from(), rule.to());
      KlRule<?, ?> other = byPair.putIfAbsent(pair, rule);
      if (other != null) {
        throw new IllegalArgumentException(
            "KlRules: two rules for KL("
                + pair.from().getName()
                + " || "
                + pair.to().getName()
                + "): "
                + other.getClass().getName()
                + " and "
                + rule.getClass().getName()
                + "; keep one of them");
      }
    }
    return new KlRules(byPair);
  }

  /**
   * Returns the rules that are found as plugins, those of this library among them.
   *
   * @throws IllegalArgumentException if two are for one pair of types
   */
  public static KlRules discover(Plugins plugins) {
    plugins
        .broken(KlRule.class)
        .forEach(
            reason -> LOG.warn("a KL rule cannot be used; samples take its place: {}", reason));
    List<KlRule<?, ?>> found = new ArrayList<>();
    plugins.services(KlRule.class).forEach(rule -> found.add(rule));
    return of(found);
  }

  /** Returns the rules of this library alone. */
  public static KlRules builtIn() {
    return of(
        List.of(
            new NormalStandardKlRule(),
            new NormalKlRule(),
            new BernoulliKlRule(),
            new CategoricalKlRule()));
  }

  /**
   * Returns KL(q ‖ p) if a rule for exactly these two types is known.
   *
   * @throws IllegalArgumentException if the events differ or the batches do not broadcast; the
   *     message names both shapes
   */
  public Optional<Kl> between(Distribution q, Distribution p) {
    KlRule<?, ?> rule = rules.get(new Pair(q.getClass(), p.getClass()));
    if (rule == null) {
      return Optional.empty();
    }
    Rows.joint(q, p);
    return Optional.of(new Kl(apply(rule, q, p), rule.perEntry()));
  }

  private static <Q extends Distribution, P extends Distribution> Tensor apply(
      KlRule<Q, P> rule, Distribution q, Distribution p) {
    return rule.kl(rule.from().cast(q), rule.to().cast(p));
  }

  /**
   * A KL divergence.
   *
   * @param value in nats, (batch…, event…) or (batch…)
   * @param perEntry whether the value has one number per entry of the event rather than one per row
   */
  public record Kl(Tensor value, boolean perEntry) {}

  private record Pair(Class<?> from, Class<?> to) {}
}
