package io.github.vae4j.djl;

import ai.djl.engine.EngineException;
import ai.djl.pytorch.engine.PtNDManager;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.plugin.Options;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which library inside libtorch computes large matrix products: the BLAS of its own products, which
 * is MKL on x86, or oneDNN. MKL leaves the wide instructions of AMD's processors unused, where
 * oneDNN is twice as fast; on Intel's it is the other way round, by less.
 */
enum Products {
  /** The faster of the two, timed on a layer. */
  FASTEST,
  /** libtorch's own. */
  LIBTORCH,
  /** oneDNN's. */
  ONEDNN;

  /** How much faster oneDNN must be, so that all starts on one machine choose alike. */
  private static final double MARGIN = 1.25;

  /**
   * Returns what the option {@code products} asks for.
   *
   * @throws ConfigurationException if it names none
   */
  static Products named(Options options) {
    String name = options.text("products", "fastest");
    for (Products products : values()) {
      if (products.toString().equals(name)) {
        return products;
      }
    }
    String all = Arrays.stream(values()).map(Products::toString).collect(Collectors.joining(", "));
    throw options.refuse("products", "must be one of " + all + ", got '" + name + "'");
  }

  /**
   * Compiles the kernels.
   *
   * @throws IllegalStateException if oneDNN is asked for where there is none
   */
  Kernels kernels(PtNDManager manager) {
    if (this == LIBTORCH || (this == FASTEST && manager.getDevice().isGpu())) {
      return Kernels.plain(manager);
    }
    Kernels oneDnn;
    try {
      oneDnn = Kernels.withOneDnn(manager);
    } catch (EngineException e) {
      if (this == ONEDNN) {
        throw new IllegalStateException(
            "Backend 'djl': this libtorch has no products of oneDNN; set products to libtorch", e);
      }
      return Kernels.plain(manager);
    }
    return this == ONEDNN ? oneDnn : faster(Kernels.plain(manager), oneDnn, manager);
  }

  private static Kernels faster(Kernels own, Kernels oneDnn, PtNDManager manager) {
    try (TimedLayer layer = new TimedLayer(manager)) {
      double ownTime = layer.microseconds(own);
      double oneDnnTime = layer.microseconds(oneDnn);
      Logger log = LoggerFactory.getLogger(Products.class);
      log.debug("A layer takes {} us by libtorch's products, {} by oneDNN", ownTime, oneDnnTime);
      boolean wins = oneDnnTime * MARGIN < ownTime;
      (wins ? own : oneDnn).close();
      return wins ? oneDnn : own;
    }
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
