package io.github.vae4j.cvae;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.Initializer;
import io.github.vae4j.api.model.Parameter;
import io.github.vae4j.api.model.Pass;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.nn.Dense;
import io.github.vae4j.core.nn.HiddenLayers;
import io.github.vae4j.core.nn.Initializers;
import io.github.vae4j.core.nn.Layer;
import io.github.vae4j.core.nn.LayerStyle;
import java.util.ArrayList;
import java.util.List;

/**
 * Fully connected layers over several inputs side by side, the last of them linear.
 *
 * <p>The first layer has a matrix for each input, and adds the products. They broadcast, so that
 * what is the same for all samples of z, the features of c, is multiplied once and not once for
 * each sample. Immutable.
 */
final class JoinedMlp {
  private final List<Parameter> weights;
  private final Parameter bias;
  private final Layer rest;

  private JoinedMlp(List<Parameter> weights, Parameter bias, Layer rest) {
    this.weights = weights;
    this.bias = bias;
    this.rest = rest;
  }

  /**
   * An input.
   *
   * @param weight the name of its matrix
   * @param size the length of its last axis
   */
  record Input(String weight, int size) {}

  /**
   * Declares {@code layer0}… and {@code output}, the first of which has the inputs' matrices for
   * its weight; it begins as one layer over all of them does.
   */
  static JoinedMlp of(BuildContext context, List<Input> inputs, HiddenLayers hidden, int out) {
    List<Integer> widths = new ArrayList<>(hidden.widths());
    widths.add(out);
    BuildContext first = layer(context, 0, widths);
    Initializer uniform = Initializers.kaimingUniform(inputs.stream().mapToInt(Input::size).sum());
    List<Parameter> weights =
        inputs.stream()
            .map(
                input ->
                    first.parameter(input.weight(), Shape.of(input.size(), widths.get(0)), uniform))
            .toList();
    Parameter bias = first.parameter("bias", Shape.of(widths.get(0)), uniform);
    return new JoinedMlp(weights, bias, rest(context, widths, hidden.style()));
  }

  /** Declares what follows the sum in the first layer, and the layers after it. */
  private static Layer rest(BuildContext context, List<Integer> widths, LayerStyle style) {
    int last = widths.size() - 1;
    if (last == 0) {
      return Layer.identity();
    }
    Layer layers = style.hidden(layer(context, 0, widths), widths.get(0), Layer::of);
    for (int i = 1; i < last; i++) {
      BuildContext part = layer(context, i, widths);
      int from = widths.get(i - 1);
      int to = widths.get(i);
      layers = layers.then(style.hidden(part, to, f -> Dense.of(part, from, to, f)));
    }
    BuildContext output = layer(context, last, widths);
    return layers.then(
        Dense.of(output, widths.get(last - 1), widths.get(last), Activation.IDENTITY));
  }

  private static BuildContext layer(BuildContext context, int i, List<Integer> widths) {
    return context.within(i == widths.size() - 1 ? "output" : "layer" + i);
  }

  /**
   * Returns the output of the last layer, (…, out).
   *
   * @param inputs (…, size) each, in the order in which they were declared; all but the first of
   *     rank 2
   */
  Tensor apply(Pass pass, List<Tensor> inputs) {
    Ops ops = pass.ops();
    Tensor sum =
        ops.linear(
            inputs.get(0), pass.value(weights.get(0)), pass.value(bias), Activation.IDENTITY);
    for (int i = 1; i < inputs.size(); i++) {
      sum = ops.add(sum, ops.matmul(inputs.get(i), pass.value(weights.get(i)), false, false));
    }
    return rest.apply(pass, sum);
  }
}
