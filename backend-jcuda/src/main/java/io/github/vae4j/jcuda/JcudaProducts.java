package io.github.vae4j.jcuda;

import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.LinearAlgebra;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.ShapeRules;
import io.github.vae4j.api.tensor.Tensor;

/** Matrix operations over the last two axes. */
abstract class JcudaProducts extends JcudaReductions implements LinearAlgebra {
  /** The address of a bias that is not there. */
  static final long NO_BIAS = 0;

  JcudaProducts(JcudaScope scope) {
    super(scope);
  }

  /** Launches a kernel that writes what a plan's splits sum, or all sums, finished. */
  interface Summing {
    void launch(long bias, Activation activation, long to);
  }

  @Override
  public final Tensor matmul(Tensor a, Tensor b, boolean transposeA, boolean transposeB) {
    Shape shape = ShapeRules.matmul(a.shape(), b.shape(), transposeA, transposeB);
    long left = address("matmul", a);
    long right = address("matmul", b);
    JcudaTensor result = result("matmul", shape);
    Product product = Product.of(a.shape(), b.shape(), shape, transposeA, transposeB);
    multiply("matmul", product, left, right, result.address("matmul"));
    return result;
  }

  final void multiply(String operation, Product product, long left, long right, long to) {
    multiply(operation, product, left, right, NO_BIAS, Activation.IDENTITY, to);
  }

  /** Writes f(left · right + bias), the bias having one number a column. */
  final void multiply(
      String operation,
      Product product,
      long left,
      long right,
      long bias,
      Activation activation,
      long to) {
    if (product.size() == 0) {
      return;
    }
    boolean tf32 = scope.backend().tf32();
    TilePlan plan = product.plan(tf32);
    summed(
        operation,
        plan,
        product.size(),
        product.columns(),
        (b, f, sums) ->
            launch(
                plan.kernel("gemm", tf32),
                plan.grid(),
                left,
                right,
                b,
                sums,
                product.members(operation, plan, Activations.code(f))),
        bias,
        activation,
        to);
  }

  /**
   * Runs what sums: once where there are no splits, else into scratch, and then adds the splits.
   *
   * @param size of the result
   * @param columns of the result, for each of which the bias has a number
   */
  final void summed(
      String operation,
      TilePlan plan,
      int size,
      int columns,
      Summing summing,
      long bias,
      Activation activation,
      long to) {
    if (!plan.isSplit()) {
      summing.launch(bias, activation, to);
      return;
    }
    int splits = plan.splits();
    long parts = scratch(operation, (long) splits * size);
    summing.launch(NO_BIAS, Activation.IDENTITY, parts);
    launch(
        "add_splits",
        Grid.flat(size),
        parts,
        bias,
        to,
        size,
        splits,
        columns,
        Activations.code(activation));
  }

  @Override
  public final Tensor triangularSolve(
      Tensor triangle, Tensor right, boolean lower, boolean transpose) {
    Shape shape = ShapeRules.triangularSolve(triangle.shape(), right.shape());
    long t = address("triangularSolve", triangle);
    long b = address("triangularSolve", right);
    JcudaTensor result = result("triangularSolve", shape);
    if (shape.size() > 0) {
      int systems = (int) shape.size() / shape.dim(-2);
      int[] own = {shape.dim(-2), shape.dim(-1), lower ? 1 : 0, transpose ? 1 : 0};
      Walk batch = Product.pairs(shape.dropTrailing(2), triangle.shape(), right.shape());
      launch(
          "triangular_solve",
          Grid.flat(systems),
          t,
          b,
          scratch("triangularSolve", 2 * shape.size()),
          result.address("triangularSolve"),
          Product.joined(own, batch.members("triangularSolve")),
          systems);
    }
    return result;
  }
}
