package io.github.vae4j.jcuda;

import io.github.vae4j.api.tensor.Arithmetic;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.ShapeRules;
import io.github.vae4j.api.tensor.Tensor;

/** Elementwise operations, one launch each. */
abstract class JcudaArithmetic extends JcudaResults implements Arithmetic {
  JcudaArithmetic(JcudaScope scope) {
    super(scope);
  }

  @Override
  public final Tensor add(Tensor a, Tensor b) {
    return zip("add", "add", a, b);
  }

  @Override
  public final Tensor sub(Tensor a, Tensor b) {
    return zip("sub", "sub", a, b);
  }

  @Override
  public final Tensor mul(Tensor a, Tensor b) {
    return zip("mul", "mul", a, b);
  }

  @Override
  public final Tensor div(Tensor a, Tensor b) {
    return zip("div", "div", a, b);
  }

  @Override
  public final Tensor maximum(Tensor a, Tensor b) {
    return zip("maximum", "maximum", a, b);
  }

  @Override
  public final Tensor minimum(Tensor a, Tensor b) {
    return zip("minimum", "minimum", a, b);
  }

  @Override
  public final Tensor equal(Tensor a, Tensor b) {
    return zip("equal", "equal", a, b);
  }

  @Override
  public final Tensor less(Tensor a, Tensor b) {
    return zip("less", "less", a, b);
  }

  @Override
  public final Tensor lessOrEqual(Tensor a, Tensor b) {
    return zip("lessOrEqual", "less_or_equal", a, b);
  }

  @Override
  public final Tensor affine(Tensor x, double scale, double shift) {
    return map("affine", "affine", x, (float) scale, (float) shift);
  }

  @Override
  public final Tensor power(Tensor x, double exponent) {
    return exponent == 2 ? map("power", "square", x) : map("power", "power", x, (float) exponent);
  }

  @Override
  public final Tensor clamp(Tensor x, double low, double high) {
    return map("clamp", "clamp", x, (float) low, (float) high);
  }

  @Override
  public final Tensor abs(Tensor x) {
    return map("abs", "abs", x);
  }

  @Override
  public final Tensor sign(Tensor x) {
    return map("sign", "sign", x);
  }

  @Override
  public final Tensor floor(Tensor x) {
    return map("floor", "floor", x);
  }

  @Override
  public final Tensor exp(Tensor x) {
    return map("exp", "exp", x);
  }

  @Override
  public final Tensor expm1(Tensor x) {
    return map("expm1", "expm1", x);
  }

  @Override
  public final Tensor log(Tensor x) {
    return map("log", "log", x);
  }

  @Override
  public final Tensor log1p(Tensor x) {
    return map("log1p", "log1p", x);
  }

  @Override
  public final Tensor sqrt(Tensor x) {
    return map("sqrt", "sqrt", x);
  }

  @Override
  public final Tensor sin(Tensor x) {
    return map("sin", "sin", x);
  }

  @Override
  public final Tensor cos(Tensor x) {
    return map("cos", "cos", x);
  }

  @Override
  public final Tensor tanh(Tensor x) {
    return map("tanh", "tanh", x);
  }

  @Override
  public final Tensor sigmoid(Tensor x) {
    return map("sigmoid", "sigmoid", x);
  }

  @Override
  public final Tensor softplus(Tensor x) {
    return map("softplus", "softplus", x);
  }

  @Override
  public final Tensor relu(Tensor x) {
    return map("relu", "relu", x);
  }

  @Override
  public final Tensor erf(Tensor x) {
    return map("erf", "erf", x);
  }

  @Override
  public final Tensor normalQuantile(Tensor p) {
    return map("normalQuantile", "normal_quantile", p);
  }

  @Override
  public final Tensor lgamma(Tensor x) {
    return map("lgamma", "lgamma", x);
  }

  @Override
  public final Tensor digamma(Tensor x) {
    return map("digamma", "digamma", x);
  }

  @Override
  public final Tensor select(Tensor condition, Tensor yes, Tensor no) {
    Shape shape = ShapeRules.select(condition.shape(), yes.shape(), no.shape());
    long c = address("select", condition);
    long y = address("select", yes);
    long n = address("select", no);
    JcudaTensor result = result("select", shape);
    long to = result.address("select");
    int count = (int) shape.size();
    Walk walk = Walk.repeated(shape, condition.shape(), yes.shape(), no.shape());
    if (count == 0 || chained("select", to, count, walk, 0, 0, c, y, n)) {
      return result;
    }
    if (walk.isStraight()) {
      launch("select_each", Grid.flat(count), c, y, n, to, count);
    } else {
      launch("select_broadcast", Grid.flat(count), c, y, n, walk.members("select"), to, count);
    }
    return result;
  }

  @Override
  public final Tensor stopGradient(Tensor x) {
    return part("stopGradient", x, 0, x.shape());
  }

  /**
   * Returns a function of each entry.
   *
   * @param kernel the name of the function in {@code elementwise.cu} or {@code fused.cu}
   * @param numbers that it takes beside the entry
   */
  final JcudaTensor map(String operation, String kernel, Tensor x, Float... numbers) {
    long from = address(operation, x);
    JcudaTensor result = result(operation, x.shape());
    long to = result.address(operation);
    int count = (int) x.shape().size();
    float p = numbers.length > 0 ? numbers[0] : 0;
    float q = numbers.length > 1 ? numbers[1] : 0;
    Walk walk = Walk.repeated(x.shape(), x.shape());
    if (count > 0 && !chained(kernel, to, count, walk, p, q, from)) {
      Object[] arguments = new Object[numbers.length + 3];
      arguments[0] = from;
      System.arraycopy(numbers, 0, arguments, 1, numbers.length);
      arguments[numbers.length + 1] = to;
      arguments[numbers.length + 2] = count;
      launch(kernel + "_each", Grid.flat(count), arguments);
    }
    return result;
  }

  /**
   * Returns a function of the entries of two tensors that broadcast.
   *
   * @param kernel the name of the function in {@code elementwise.cu}
   */
  final JcudaTensor zip(String operation, String kernel, Tensor a, Tensor b) {
    Shape shape = Shape.broadcast(operation, a.shape(), b.shape());
    long left = address(operation, a);
    long right = address(operation, b);
    JcudaTensor result = result(operation, shape);
    long to = result.address(operation);
    int count = (int) shape.size();
    Walk walk = Walk.repeated(shape, a.shape(), b.shape());
    if (count == 0 || chained(kernel, to, count, walk, 0, 0, left, right)) {
      return result;
    }
    if (walk.isStraight()) {
      launch(kernel + "_pairs", Grid.flat(count), left, right, to, count);
    } else {
      int[] members = walk.members(operation);
      launch(kernel + "_broadcast", Grid.flat(count), left, right, members, to, count);
    }
    return result;
  }

  /**
   * Leaves a small operation to a chain, where those are made.
   *
   * @return whether it did; else it is to be launched by itself
   */
  final boolean chained(
      String function, long to, int count, Walk walk, float p, float q, long... from) {
    Queue queue = scope.lane().queue();
    boolean fits = queue.chains() && Chain.takes(function, count) && walk.isPlane();
    if (fits) {
      queue.chain(Chain.link(function, to, count, walk, p, q, from));
    }
    return fits;
  }
}
