package io.github.vae4j.examples.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** A model that a workload trains, or encodes with: standard normal prior, Bernoulli likelihood. */
sealed interface BenchModel {
  /** Returns the values of a row. */
  int pixels();

  /** Returns the model's description as JSON. */
  String description();

  /**
   * Returns the matrix products of a training step: forward, gradients of weights, and of inputs
   * but for the first layer's. None where a step is not made of matrix products alone.
   *
   * @param batch rows
   * @param samples draws of z for each row
   */
  List<Product> products(int batch, int samples);

  /** (rows, inner) times (inner, columns), where an operand may lie transposed. */
  record Product(int rows, int inner, int columns, boolean transposeLeft, boolean transposeRight) {}

  /**
   * Fully connected layers.
   *
   * @param pixels of an image
   * @param hidden units of the encoder's layers, and in reverse of the decoder's
   * @param activation after each hidden layer
   * @param latent entries of z
   */
  record Mlp(int pixels, List<Integer> hidden, String activation, int latent)
      implements BenchModel {
    @Override
    public String description() {
      List<Integer> mirrored = new ArrayList<>(hidden);
      Collections.reverse(mirrored);
      return String.format(
          Locale.ROOT,
          """
          {"data":{"shape":[%d]},"latents":[{"name":"z","shape":[%d]}],
           "encoder":{"type":"mlp","hidden":%s,"activation":"%s"},"prior":{"type":"standard-normal"},
           "decoder":{"type":"mlp","hidden":%s,"activation":"%s"},"likelihood":{"type":"bernoulli"}}""",
          pixels,
          latent,
          hidden,
          activation,
          mirrored,
          activation);
    }

    @Override
    public List<Product> products(int batch, int samples) {
      List<Product> products = new ArrayList<>();
      int in = pixels;
      for (int out : hidden) {
        layer(products, batch, in, out);
        in = out;
      }
      // mean and log-variance
      layer(products, batch, in, latent);
      layer(products, batch, in, latent);
      in = latent;
      for (int i = hidden.size() - 1; i >= 0; i--) {
        layer(products, batch * samples, in, hidden.get(i));
        in = hidden.get(i);
      }
      layer(products, batch * samples, in, pixels);
      return products;
    }

    private static void layer(List<Product> products, int rows, int in, int out) {
      products.add(new Product(rows, in, out, false, false));
      products.add(new Product(in, rows, out, true, false));
      if (products.size() > 2) {
        products.add(new Product(rows, out, in, false, true));
      }
    }
  }

  /**
   * Strided convolutions and their mirror image, as the parts named {@code conv} have them by
   * default: 32 and 64 channels, kernels of 4 × 4, stride 2, padding 1.
   *
   * @param side height and width of an image of one channel
   * @param latent entries of z
   */
  record Convolutional(int side, int latent) implements BenchModel {
    @Override
    public int pixels() {
      return side * side;
    }

    @Override
    public String description() {
      return String.format(
          Locale.ROOT,
          """
          {"data":{"shape":[%d,%d,1]},"latents":[{"name":"z","shape":[%d]}],
           "encoder":{"type":"conv"},"prior":{"type":"standard-normal"},
           "decoder":{"type":"conv"},"likelihood":{"type":"bernoulli"}}""",
          side,
          side,
          latent);
    }

    @Override
    public List<Product> products(int batch, int samples) {
      return List.of();
    }
  }
}
