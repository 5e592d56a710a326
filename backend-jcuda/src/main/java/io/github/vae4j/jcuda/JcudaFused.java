package io.github.vae4j.jcuda;

import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.ShapeRules;
import io.github.vae4j.api.tensor.Tensor;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/** Operations that would be several passes over memory, in one launch. */
abstract class JcudaFused extends JcudaLayers {
  private static final int WARP = 32;

  /** Up to this length a warp works on a row, above a block. */
  private static final int SHORT = 128;

  JcudaFused(JcudaScope scope) {
    super(scope);
  }

  @Override
  public final Tensor activate(Activation activation, Tensor x) {
    return activation == Activation.IDENTITY
        ? part("activate", x, 0, x.shape())
        : map("activate", activation.name().toLowerCase(Locale.ROOT), x);
  }

  @Override
  public final Tensor logSoftmax(Tensor x) {
    int width = x.shape().dim(x.shape().axis("logSoftmax", -1));
    long from = address("logSoftmax", x);
    JcudaTensor result = result("logSoftmax", x.shape());
    if (x.shape().size() > 0) {
      int rows = (int) x.shape().size() / width;
      Grid grid = Grid.flat((long) rows * sharing(width));
      launch("log_softmax", grid, from, result.address("logSoftmax"), rows, width, sharing(width));
    }
    return result;
  }

  @Override
  public final Tensor bernoulliLogProb(Tensor x, Tensor logits) {
    ShapeRules.rowwise("bernoulliLogProb", x.shape(), logits.shape());
    Shape wide = Shape.broadcast("bernoulliLogProb", x.shape(), logits.shape());
    return sumOfRows("bernoulliLogProb", "bernoulli_log_prob", wide, x, logits);
  }

  @Override
  public final Tensor normalLogProb(Tensor x, Tensor mean, Tensor logVariance) {
    Shape parameters = Shape.broadcast("normalLogProb", mean.shape(), logVariance.shape());
    ShapeRules.rowwise("normalLogProb", x.shape(), parameters);
    Shape wide = Shape.broadcast("normalLogProb", x.shape(), parameters);
    return sumOfRows("normalLogProb", "normal_log_prob", wide, x, mean, logVariance);
  }

  @Override
  public final Tensor standardNormalKl(Tensor mean, Tensor logVariance) {
    Shape shape = Shape.broadcast("standardNormalKl", mean.shape(), logVariance.shape());
    return eachEntry("standardNormalKl", "standard_normal_kl", shape, mean, logVariance);
  }

  @Override
  public final Tensor reparameterise(Tensor mean, Tensor logVariance, Tensor noise) {
    Shape scaled = Shape.broadcast("reparameterise", logVariance.shape(), noise.shape());
    Shape shape = Shape.broadcast("reparameterise", mean.shape(), scaled);
    return eachEntry("reparameterise", "reparameterise", shape, mean, logVariance, noise);
  }

  /** Launches a kernel with a thread for each entry of a shape to which the operands broadcast. */
  final Tensor eachEntry(String operation, String kernel, Shape shape, Tensor... operands) {
    long[] from = Arrays.stream(operands).mapToLong(x -> address(operation, x)).toArray();
    JcudaTensor result = result(operation, shape);
    long to = result.address(operation);
    int size = (int) shape.size();
    Walk walk = walk(shape, operands);
    if (size > 0 && !chained(kernel, to, size, walk, 0, 0, from)) {
      Stream<Object> rest = Stream.of(walk.members(operation), to, size);
      launch(kernel, Grid.flat(size), Stream.concat(Arrays.stream(from).boxed(), rest).toArray());
    }
    return result;
  }

  /** Launches a kernel that sums over the last axis of what the operands broadcast to. */
  private Tensor sumOfRows(String operation, String kernel, Shape wide, Tensor... operands) {
    Stream<Object> addresses = addresses(operation, operands);
    Shape shape = wide.dropTrailing(1);
    int width = wide.dim(-1);
    if (wide.size() == 0) {
      return full(0, shape);
    }
    JcudaTensor result = result(operation, shape);
    int rows = (int) shape.size();
    Stream<Object> rest =
        Stream.of(
            walk(wide, operands).members(operation),
            result.address(operation),
            rows,
            width,
            sharing(width));
    Grid grid = Grid.flat((long) rows * sharing(width));
    launch(kernel, grid, Stream.concat(addresses, rest).toArray());
    return result;
  }

  private Stream<Object> addresses(String operation, Tensor... operands) {
    return Arrays.stream(operands).<Object>map(x -> address(operation, x)).toList().stream();
  }

  private static Walk walk(Shape wide, Tensor... operands) {
    return Walk.repeated(wide, Arrays.stream(operands).map(Tensor::shape).toArray(Shape[]::new));
  }

  /** Returns how many threads work on a row of this length. */
  private static int sharing(int width) {
    return width <= SHORT ? WARP : Grid.THREADS;
  }
}
