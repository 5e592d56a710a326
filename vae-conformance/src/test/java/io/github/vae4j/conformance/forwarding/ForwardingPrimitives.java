package io.github.vae4j.conformance.forwarding;

import io.github.vae4j.api.tensor.Convolutions;
import io.github.vae4j.api.tensor.LinearAlgebra;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Reductions;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Shaping;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.api.tensor.Window;
import java.util.List;

/** Hands reductions, products and changes of shape on. */
abstract class ForwardingPrimitives extends ForwardingArithmetic
    implements Reductions, Shaping, LinearAlgebra, Convolutions {
  ForwardingPrimitives(ForwardingBackend backend, Ops inner) {
    super(backend, inner);
  }

  @Override
  public Tensor sum(Tensor x, boolean keep, int... axes) {
    return made(inner.sum(raw(x), keep, axes));
  }

  @Override
  public Tensor max(Tensor x, boolean keep, int... axes) {
    return made(inner.max(raw(x), keep, axes));
  }

  @Override
  public Tensor logSumExp(Tensor x, boolean keep, int... axes) {
    return made(inner.logSumExp(raw(x), keep, axes));
  }

  @Override
  public Tensor argmax(Tensor x, int axis) {
    return made(inner.argmax(raw(x), axis));
  }

  @Override
  public Tensor cumulativeSum(Tensor x, int axis, boolean reverse) {
    return made(inner.cumulativeSum(raw(x), axis, reverse));
  }

  @Override
  public Tensor reshape(Tensor x, Shape shape) {
    return made(inner.reshape(raw(x), shape));
  }

  @Override
  public Tensor permute(Tensor x, int... axes) {
    return made(inner.permute(raw(x), axes));
  }

  @Override
  public Tensor broadcastTo(Tensor x, Shape shape) {
    return made(inner.broadcastTo(raw(x), shape));
  }

  @Override
  public Tensor slice(Tensor x, int axis, int from, int to) {
    return made(inner.slice(raw(x), axis, from, to));
  }

  @Override
  public Tensor pad(Tensor x, int axis, int before, int after) {
    return made(inner.pad(raw(x), axis, before, after));
  }

  @Override
  public Tensor concat(List<Tensor> parts, int axis) {
    return made(inner.concat(parts.stream().map(this::raw).toList(), axis));
  }

  @Override
  public Tensor gather(Tensor table, Tensor rows) {
    return made(inner.gather(raw(table), raw(rows)));
  }

  @Override
  public Tensor scatterAdd(Tensor rows, Tensor updates, int count) {
    return made(inner.scatterAdd(raw(rows), raw(updates), count));
  }

  @Override
  public Tensor matmul(Tensor a, Tensor b, boolean transposeA, boolean transposeB) {
    return made(inner.matmul(raw(a), raw(b), transposeA, transposeB));
  }

  @Override
  public Tensor triangularSolve(Tensor triangle, Tensor right, boolean lower, boolean transpose) {
    return made(inner.triangularSolve(raw(triangle), raw(right), lower, transpose));
  }

  @Override
  public Tensor conv2d(Tensor x, Tensor kernel, Window window) {
    return made(inner.conv2d(raw(x), raw(kernel), window));
  }

  @Override
  public Tensor convTranspose2d(Tensor x, Tensor kernel, Window window, int height, int width) {
    return made(inner.convTranspose2d(raw(x), raw(kernel), window, height, width));
  }

  @Override
  public Tensor convWeightGrad(
      Tensor image, Tensor gradient, Window window, int kernelHeight, int kernelWidth) {
    return made(inner.convWeightGrad(raw(image), raw(gradient), window, kernelHeight, kernelWidth));
  }
}
