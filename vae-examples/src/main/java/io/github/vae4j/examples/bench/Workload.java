package io.github.vae4j.examples.bench;

import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.core.plugin.DidYouMean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A model and a batch whose training step is timed.
 *
 * @param name by which it is asked for
 * @param batch rows of a step
 * @param pixels of an image
 * @param hidden units of the one hidden layer of encoder and decoder
 * @param latent entries of z
 */
public record Workload(String name, int batch, int pixels, int hidden, int latent) {
  /** 784-400-20 as in the PyTorch examples, batches of 128. */
  private static final Workload W1 = new Workload("W1", 128, 784, 400, 20);

  private static final Map<String, Workload> ALL = new TreeMap<>(Map.of(W1.name, W1));

  /**
   * Returns the workload of that name.
   *
   * @throws ConfigurationException if there is none
   */
  public static Workload named(String name) {
    Workload workload = ALL.get(name.toUpperCase(Locale.ROOT));
    if (workload == null) {
      throw new ConfigurationException(
          "No workload '" + name + "'. " + DidYouMean.among(name, ALL.keySet()));
    }
    return workload;
  }

  /** Returns the steps of a round whose images one array can hold. */
  public int mostSteps() {
    // the longest array of every Java virtual machine is a little shorter than the largest int
    return (Integer.MAX_VALUE - 8) / (batch * pixels);
  }

  /** Returns the model as JSON: ReLU, Bernoulli likelihood, standard normal prior. */
  String model() {
    return String.format(
        Locale.ROOT,
        """
        {"data":{"shape":[%d]},"latents":[{"name":"z","shape":[%d]}],
         "encoder":{"type":"mlp","hidden":[%d],"activation":"relu"},"prior":{"type":"standard-normal"},
         "decoder":{"type":"mlp","hidden":[%d],"activation":"relu"},"likelihood":{"type":"bernoulli"}}""",
        pixels,
        latent,
        hidden,
        hidden);
  }

  /** Returns the layers in order: encoder, mean, log-variance, decoder. */
  List<Layer> layers() {
    return List.of(
        new Layer(pixels, hidden),
        new Layer(hidden, latent),
        new Layer(hidden, latent),
        new Layer(latent, hidden),
        new Layer(hidden, pixels));
  }

  /**
   * Returns the matrix products of a step: forward, gradients of weights, and of inputs but for the
   * first layer's.
   */
  List<Product> products() {
    List<Product> products = new ArrayList<>();
    boolean first = true;
    for (Layer layer : layers()) {
      products.add(new Product(batch, layer.in, layer.out, false, false));
      products.add(new Product(layer.in, batch, layer.out, true, false));
      if (!first) {
        products.add(new Product(batch, layer.out, layer.in, false, true));
      }
      first = false;
    }
    return products;
  }

  /** A linear layer of so many inputs and outputs. */
  record Layer(int in, int out) {}

  /** (rows, inner) times (inner, columns), where an operand may lie transposed. */
  record Product(int rows, int inner, int columns, boolean transposeLeft, boolean transposeRight) {}
}
