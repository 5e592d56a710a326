package io.github.vae4j.conformance;

import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.api.tensor.Window;
import java.util.List;

/**
 * A call that is to be refused with the reference's message.
 *
 * @param name operation and reason
 * @param call the call, on tensors of the listed shapes
 * @param shapes of the operands
 */
record Refusal(String name, Call call, List<Shape> shapes) {
  private static final Window PLAIN = Window.of(1, 0);

  private static Refusal of(String name, Call call, Shape... shapes) {
    return new Refusal(name, call, List.of(shapes));
  }

  private static Shape s(int... sizes) {
    return Shape.of(sizes);
  }

  static List<Refusal> all() {
    return java.util.stream.Stream.of(
            creation(),
            elementwise(),
            reductions(),
            shaping(),
            rows(),
            products(),
            convolutions(),
            fusedConvolutions(),
            fused())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Refusal> creation() {
    return List.of(
        of("tensor_refusesTooFewFloats", (ops, x) -> ops.tensor(new float[5], s(2, 3))),
        of("tensor_refusesTooManyDoubles", (ops, x) -> ops.tensor(new double[7], s(2, 3))),
        of("range_refusesNegativeCount", (ops, x) -> ops.range(-1)));
  }

  private static List<Refusal> elementwise() {
    return List.of(
        of(
            "add_refusesShapesThatDoNotBroadcast",
            (ops, x) -> ops.add(x.get(0), x.get(1)),
            s(2, 3),
            s(2, 4)),
        of(
            "sub_refusesShapesThatDoNotBroadcast",
            (ops, x) -> ops.sub(x.get(0), x.get(1)),
            s(3),
            s(2)),
        of(
            "mul_refusesShapesThatDoNotBroadcast",
            (ops, x) -> ops.mul(x.get(0), x.get(1)),
            s(2, 3),
            s(3, 2)),
        of(
            "div_refusesShapesThatDoNotBroadcast",
            (ops, x) -> ops.div(x.get(0), x.get(1)),
            s(0),
            s(2)),
        of(
            "maximum_refusesShapesThatDoNotBroadcast",
            (ops, x) -> ops.maximum(x.get(0), x.get(1)),
            s(3),
            s(2)),
        of(
            "minimum_refusesShapesThatDoNotBroadcast",
            (ops, x) -> ops.minimum(x.get(0), x.get(1)),
            s(3),
            s(2)),
        of(
            "equal_refusesShapesThatDoNotBroadcast",
            (ops, x) -> ops.equal(x.get(0), x.get(1)),
            s(3),
            s(2)),
        of(
            "less_refusesShapesThatDoNotBroadcast",
            (ops, x) -> ops.less(x.get(0), x.get(1)),
            s(3),
            s(2)),
        of(
            "lessOrEqual_refusesShapesThatDoNotBroadcast",
            (ops, x) -> ops.lessOrEqual(x.get(0), x.get(1)),
            s(3),
            s(2)),
        of(
            "select_refusesShapesThatDoNotBroadcast",
            (ops, x) -> ops.select(x.get(0), x.get(1), x.get(2)),
            s(2),
            s(3),
            s(3)));
  }

  private static List<Refusal> reductions() {
    return List.of(
        of("sum_refusesMissingAxis", (ops, x) -> ops.sum(x.get(0), false, 2), s(2, 3)),
        of("sum_refusesAxisListedTwice", (ops, x) -> ops.sum(x.get(0), false, 1, -1), s(2, 3)),
        of("max_refusesEmptyAxis", (ops, x) -> ops.max(x.get(0), false, 1), s(2, 0)),
        of("max_refusesMissingAxis", (ops, x) -> ops.max(x.get(0), true, -3), s(2, 3)),
        of("logSumExp_refusesMissingAxis", (ops, x) -> ops.logSumExp(x.get(0), false, 5), s(2, 3)),
        of("argmax_refusesEmptyAxis", (ops, x) -> ops.argmax(x.get(0), 0), s(0)),
        of("argmax_refusesMissingAxis", (ops, x) -> ops.argmax(x.get(0), 1), s(3)),
        of(
            "cumulativeSum_refusesMissingAxis",
            (ops, x) -> ops.cumulativeSum(x.get(0), 1, false),
            s(3)),
        of(
            "sumTo_refusesShapeThatDoesNotBroadcast",
            (ops, x) -> ops.sumTo(x.get(0), s(2)),
            s(3, 4)));
  }

  private static List<Refusal> shaping() {
    return List.of(
        of("reshape_refusesOtherSize", (ops, x) -> ops.reshape(x.get(0), s(4)), s(2, 3)),
        of("permute_refusesAxisTwice", (ops, x) -> ops.permute(x.get(0), 0, 0), s(2, 3)),
        of("permute_refusesMissingAxes", (ops, x) -> ops.permute(x.get(0), 0), s(2, 3)),
        of(
            "broadcastTo_refusesShapeItDoesNotBroadcastTo",
            (ops, x) -> ops.broadcastTo(x.get(0), s(3, 2)),
            s(3)),
        of("broadcastTo_refusesLowerRank", (ops, x) -> ops.broadcastTo(x.get(0), s(3)), s(1, 3)),
        of("slice_refusesRangeBeyondTheAxis", (ops, x) -> ops.slice(x.get(0), 0, 1, 4), s(3)),
        of("slice_refusesReversedRange", (ops, x) -> ops.slice(x.get(0), 0, 2, 1), s(3)),
        of("slice_refusesNegativeStart", (ops, x) -> ops.slice(x.get(0), 0, -1, 1), s(3)),
        of("pad_refusesNegativeZeros", (ops, x) -> ops.pad(x.get(0), 0, -1, 0), s(3)),
        of("concat_refusesNoTensors", (ops, x) -> ops.concat(List.<Tensor>of(), 0)),
        of("concat_refusesOtherLengths", (ops, x) -> ops.concat(x, 0), s(2, 3), s(2, 4)),
        of("concat_refusesMissingAxis", (ops, x) -> ops.concat(x, 2), s(2, 3), s(2, 3)));
  }

  private static List<Refusal> rows() {
    return List.of(
        of("gather_refusesScalarTable", (ops, x) -> ops.gather(x.get(0), x.get(1)), s(), s(2)),
        of(
            "scatterAdd_refusesUpdatesOfOtherRows",
            (ops, x) -> ops.scatterAdd(x.get(0), x.get(1), 4),
            s(2),
            s(3, 2)),
        of(
            "scatterAdd_refusesNegativeCount",
            (ops, x) -> ops.scatterAdd(x.get(0), x.get(1), -1),
            s(2),
            s(2)));
  }

  private static List<Refusal> products() {
    return List.of(
        of(
            "matmul_refusesInnerSizeMismatch",
            (ops, x) -> ops.matmul(x.get(0), x.get(1), false, false),
            s(128, 784),
            s(400, 20)),
        of(
            "matmul_refusesInnerSizeMismatchOfTransposed",
            (ops, x) -> ops.matmul(x.get(0), x.get(1), true, false),
            s(2, 3),
            s(3, 4)),
        of(
            "matmul_refusesVector",
            (ops, x) -> ops.matmul(x.get(0), x.get(1), false, false),
            s(3),
            s(3, 2)),
        of(
            "matmul_refusesLeadingAxesThatDoNotBroadcast",
            (ops, x) -> ops.matmul(x.get(0), x.get(1), false, false),
            s(2, 2, 3),
            s(4, 3, 2)),
        of(
            "triangularSolve_refusesRectangle",
            (ops, x) -> ops.triangularSolve(x.get(0), x.get(1), true, false),
            s(2, 3),
            s(3, 1)),
        of(
            "triangularSolve_refusesOtherHeight",
            (ops, x) -> ops.triangularSolve(x.get(0), x.get(1), true, false),
            s(3, 3),
            s(2, 1)));
  }

  private static List<Refusal> convolutions() {
    return List.of(
        of(
            "conv2d_refusesOtherChannels",
            (ops, x) -> ops.conv2d(x.get(0), x.get(1), PLAIN),
            s(1, 4, 4, 2),
            s(3, 2, 2, 1)),
        of(
            "conv2d_refusesImageSmallerThanKernel",
            (ops, x) -> ops.conv2d(x.get(0), x.get(1), PLAIN),
            s(1, 2, 2, 1),
            s(1, 3, 3, 1)),
        of(
            "conv2d_refusesOtherRank",
            (ops, x) -> ops.conv2d(x.get(0), x.get(1), PLAIN),
            s(4, 4, 1),
            s(1, 3, 3, 1)),
        of(
            "convTranspose2d_refusesOtherChannels",
            (ops, x) -> ops.convTranspose2d(x.get(0), x.get(1), PLAIN, 4, 4),
            s(1, 2, 2, 2),
            s(3, 3, 3, 1)),
        of(
            "convTranspose2d_refusesImpossibleSize",
            (ops, x) -> ops.convTranspose2d(x.get(0), x.get(1), PLAIN, 7, 4),
            s(1, 2, 2, 3),
            s(3, 3, 3, 1)),
        of(
            "convWeightGrad_refusesOtherGradient",
            (ops, x) -> ops.convWeightGrad(x.get(0), x.get(1), PLAIN, 3, 3),
            s(1, 4, 4, 1),
            s(1, 3, 3, 2)));
  }

  private static List<Refusal> fusedConvolutions() {
    Call convolution =
        (ops, x) -> ops.convolution(x.get(0), x.get(1), x.get(2), PLAIN, Activation.RELU);
    Call transposed =
        (ops, x) ->
            ops.transposedConvolution(x.get(0), x.get(1), x.get(2), PLAIN, 4, 4, Activation.RELU);
    return List.of(
        of("convolution_refusesOtherChannels", convolution, s(1, 4, 4, 2), s(3, 2, 2, 1), s(3)),
        of("convolution_refusesOtherBias", convolution, s(1, 4, 4, 2), s(3, 2, 2, 2), s(2)),
        of("convolution_refusesScalarBias", convolution, s(1, 4, 4, 2), s(3, 2, 2, 2), s()),
        of(
            "transposedConvolution_refusesImpossibleSize",
            transposed,
            s(1, 3, 3, 2),
            s(2, 3, 3, 1),
            s(1)),
        of(
            "transposedConvolution_refusesOtherBias",
            transposed,
            s(1, 2, 2, 2),
            s(2, 3, 3, 1),
            s(2)),
        of(
            "convolutionGrad_refusesActivationThatNeedsItsInput",
            (ops, x) ->
                ops.convolutionGrad(
                        x.get(0), x.get(1), x.get(2), Activation.SILU, x.get(2), PLAIN, false)
                    .bias(),
            s(1, 4, 4, 2),
            s(3, 3, 3, 2),
            s(1, 2, 2, 3)),
        of(
            "transposedConvolutionGrad_refusesActivationThatNeedsItsInput",
            (ops, x) ->
                ops.transposedConvolutionGrad(
                        x.get(0), x.get(1), x.get(2), Activation.SILU, x.get(2), PLAIN, false)
                    .bias(),
            s(1, 2, 2, 3),
            s(3, 3, 3, 2),
            s(1, 4, 4, 2)));
  }

  private static List<Refusal> fused() {
    Activation relu = Activation.RELU;
    return List.of(
        of(
            "linear_refusesInnerSizeMismatch",
            (ops, x) -> ops.linear(x.get(0), x.get(1), x.get(2), relu),
            s(2, 3),
            s(4, 5),
            s(5)),
        of(
            "linear_refusesOtherBias",
            (ops, x) -> ops.linear(x.get(0), x.get(1), x.get(2), relu),
            s(2, 3),
            s(3, 5),
            s(4)),
        of(
            "linearGrad_refusesActivationThatNeedsItsInput",
            (ops, x) ->
                ops.linearGrad(x.get(0), x.get(1), x.get(2), Activation.SILU, x.get(2), false)
                    .bias(),
            s(2, 3),
            s(3, 5),
            s(2, 5)),
        of("logSoftmax_refusesScalar", (ops, x) -> ops.logSoftmax(x.get(0)), s()),
        of(
            "bernoulliLogProb_refusesOtherData",
            (ops, x) -> ops.bernoulliLogProb(x.get(0), x.get(1)),
            s(2, 3),
            s(2, 4)),
        of(
            "bernoulliLogProb_refusesScalars",
            (ops, x) -> ops.bernoulliLogProb(x.get(0), x.get(1)),
            s(),
            s()),
        of(
            "normalLogProb_refusesOtherMean",
            (ops, x) -> ops.normalLogProb(x.get(0), x.get(1), x.get(2)),
            s(2, 3),
            s(2, 4),
            s(2, 4)),
        of(
            "standardNormalKl_refusesOtherVariance",
            (ops, x) -> ops.standardNormalKl(x.get(0), x.get(1)),
            s(3),
            s(2)),
        of(
            "reparameterise_refusesOtherNoise",
            (ops, x) -> ops.reparameterise(x.get(0), x.get(1), x.get(2)),
            s(3),
            s(3),
            s(2)));
  }
}
