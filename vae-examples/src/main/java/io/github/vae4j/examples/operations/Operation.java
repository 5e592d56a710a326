package io.github.vae4j.examples.operations;

import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.api.tensor.Window;
import io.github.vae4j.core.plugin.DidYouMean;
import java.util.Arrays;
import java.util.function.Function;

/**
 * An operation of a backend at the size it has in a training step: of 128 images in the fully
 * connected model 784-400-20, or in the convolutional one of 32 and 64 channels.
 */
enum Operation {
  ADD("add", unary((ops, x) -> ops.add(x, x))),
  MUL("mul", unary((ops, x) -> ops.mul(x, x))),
  EXP("exp", unary(Ops::exp)),
  LOG("log", unary(Ops::log)),
  TANH("tanh", unary(Ops::tanh)),
  SIGMOID("sigmoid", unary(Ops::sigmoid)),
  SOFTPLUS("softplus", unary(Ops::softplus)),
  RELU("relu", unary(Ops::relu)),
  SUM("sum", unary((ops, x) -> ops.sum(x, false, -1))),
  LOG_SUM_EXP("logSumExp", unary((ops, x) -> ops.logSumExp(x, false, -1))),
  PERMUTE("permute", unary((ops, x) -> ops.permute(x, 1, 0))),
  UNIFORM("uniform", in -> ops -> ops.uniform(in.stream(), Operands.IMAGES)),
  NORMAL("normal", in -> ops -> ops.normal(in.stream(), Operands.IMAGES)),
  MATMUL(
      "matmul",
      in -> {
        Operand x = in.of(128, 784);
        Operand w = in.of(784, 400);
        return ops -> ops.matmul(x.in(ops), w.in(ops), false, false);
      }),
  LINEAR(
      "linear",
      in -> {
        Operand x = in.of(128, 784);
        Operand w = in.of(784, 400);
        Operand b = in.of(400);
        return ops -> ops.linear(x.in(ops), w.in(ops), b.in(ops), Activation.RELU);
      }),
  LINEAR_GRAD(
      "linearGrad",
      in -> {
        Operand x = in.of(128, 400);
        Operand w = in.of(400, 784);
        Operand y = in.of(128, 784);
        return ops ->
            ops.linearGrad(x.in(ops), w.in(ops), y.in(ops), Activation.RELU, y.in(ops), true)
                .weight();
      }),
  CONV2D(
      "conv2d",
      in -> {
        Operand x = in.of(128, 14, 14, 32);
        Operand k = in.of(64, 4, 4, 32);
        return ops -> ops.conv2d(x.in(ops), k.in(ops), Window.of(2, 1));
      }),
  CONV_TRANSPOSE2D(
      "convTranspose2d",
      in -> {
        Operand x = in.of(128, 7, 7, 64);
        Operand k = in.of(64, 4, 4, 32);
        return ops -> ops.convTranspose2d(x.in(ops), k.in(ops), Window.of(2, 1), 14, 14);
      }),
  CONV_WEIGHT_GRAD(
      "convWeightGrad",
      in -> {
        Operand x = in.of(128, 14, 14, 32);
        Operand g = in.of(128, 7, 7, 64);
        return ops -> ops.convWeightGrad(x.in(ops), g.in(ops), Window.of(2, 1), 4, 4);
      }),
  BERNOULLI_LOG_PROB("bernoulliLogProb", unary((ops, x) -> ops.bernoulliLogProb(x, x))),
  BERNOULLI_GRAD(
      "bernoulliGrad",
      in -> {
        Operand x = in.of(128, 784);
        Operand g = in.of(128);
        return ops -> ops.bernoulliGrad(x.in(ops), x.in(ops), g.in(ops));
      }),
  NORMAL_LOG_PROB("normalLogProb", unary((ops, x) -> ops.normalLogProb(x, x, x))),
  REPARAMETERISE("reparameterise", latent((ops, z) -> ops.reparameterise(z, z, z))),
  STANDARD_NORMAL_KL("standardNormalKl", latent((ops, z) -> ops.standardNormalKl(z, z))),
  ADAM_STEP("adamStep", Operands::adam);

  private final String label;

  @SuppressWarnings("ImmutableEnumChecker") // These functions hold nothing.
  private final Function<Operands, Call> preparation;

  Operation(String label, Function<Operands, Call> preparation) {
    this.label = label;
    this.preparation = preparation;
  }

  /** One call of an operation; what it returns is ready when the whole call is done. */
  interface Call {
    Tensor on(Ops ops);
  }

  private interface Unary {
    Tensor on(Ops ops, Tensor x);
  }

  private static Function<Operands, Call> unary(Unary operation) {
    return in -> {
      Operand x = in.of(128, 784);
      return ops -> operation.on(ops, x.in(ops));
    };
  }

  private static Function<Operands, Call> latent(Unary operation) {
    return in -> {
      Operand z = in.of(128, 20);
      return ops -> operation.on(ops, z.in(ops));
    };
  }

  /**
   * Returns the operation of a method's name.
   *
   * @throws ConfigurationException if it is none of those that are timed
   */
  static Operation named(String name) {
    return Arrays.stream(values())
        .filter(operation -> operation.label.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "No operation '"
                        + name
                        + "' is timed. "
                        + DidYouMean.among(
                            name, Arrays.stream(values()).map(o -> o.label).toList())));
  }

  /** Makes what the operation reads. */
  Call prepare(Operands operands) {
    return preparation.apply(operands);
  }

  /** Returns the name of its method. */
  @Override
  public String toString() {
    return label;
  }
}
