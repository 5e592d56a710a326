package io.github.vae4j.jcuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Products of sizes about those of the tiles, on the emulated driver in random order. */
class JcudaProductsTest extends BesideReference {
  private static final int[] SIZES = {1, 31, 32, 33, 127, 128, 129};
  private static final int[] TERMS = {0, 1, 15, 16, 17, 33};

  private static Shape matrix(int rows, int columns, boolean transposed) {
    return transposed ? Shape.of(columns, rows) : Shape.of(rows, columns);
  }

  /** Returns an operand that begins at some float of a state. */
  private Tensor view(Shape shape, int offset) {
    State state = backend.state(shape.size() + offset);
    state.set(offset, Accuracy.random(shape));
    return ops.view(state, offset, shape);
  }

  private void check(Tensor actual, Shape a, Shape b, boolean ta, boolean tb) {
    double error =
        Accuracy.error(actual, oracle, (o, x) -> o.matmul(x.get(0), x.get(1), ta, tb), a, b);
    assertThat(error)
        .as("%s by %s, transposed: %s, %s", a, b, ta, tb)
        .isLessThan(16 * Accuracy.UNIT);
  }

  @ParameterizedTest
  @CsvSource({"false, false", "false, true", "true, false", "true, true"})
  void matmul_ofEverySizeAboutATile_givesTheReference(boolean ta, boolean tb) {
    for (int rows : SIZES) {
      for (int columns : SIZES) {
        for (int terms : TERMS) {
          Shape a = matrix(rows, terms, ta);
          Shape b = matrix(terms, columns, tb);
          Tensor left = ops.tensor(Accuracy.random(a), a);
          Tensor right = ops.tensor(Accuracy.random(b), b);
          check(ops.matmul(left, right, ta, tb), a, b, ta, tb);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 0", "3, 2", "4, 4"})
  void matmul_ofViewsThatBeginAnywhere_givesTheReference(int offsetLeft, int offsetRight) {
    for (int terms : new int[] {16, 17}) {
      Shape a = Shape.of(36, terms);
      Shape b = Shape.of(terms, 64);
      check(
          ops.matmul(view(a, offsetLeft), view(b, offsetRight), false, false), a, b, false, false);
      Shape c = Shape.of(terms, 36);
      Shape d = Shape.of(64, terms);
      check(ops.matmul(view(c, offsetLeft), view(d, offsetRight), true, true), c, d, true, true);
    }
  }

  @ParameterizedTest
  @CsvSource({"false, false", "false, true", "true, false", "true, true"})
  void matmul_byTheLargeTile_givesTheReference(boolean ta, boolean tb) {
    Shape a = matrix(2047, 17, ta);
    Shape b = matrix(17, 2044, tb);
    assertThat(Product.single(2047, 2044, 17, ta, tb).plan(false).tile()).isEqualTo(Tile.LARGE);
    Tensor left = ops.tensor(Accuracy.random(a), a);
    Tensor right = ops.tensor(Accuracy.random(b), b);
    check(ops.matmul(left, right, ta, tb), a, b, ta, tb);
  }

  @ParameterizedTest
  @CsvSource({"20, 784, 200", "128, 784, 400", "3, 5000, 2"})
  void matmul_inSplits_givesTheReference(int rows, int terms, int columns) {
    Shape a = Shape.of(rows, terms);
    Shape b = Shape.of(terms, columns);
    assertThat(Product.single(rows, columns, terms, false, false).plan(false).isSplit()).isTrue();
    Tensor left = ops.tensor(Accuracy.random(a), a);
    Tensor right = ops.tensor(Accuracy.random(b), b);
    check(ops.matmul(left, right, false, false), a, b, false, false);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"5,1,33,7 | 4,7,34", "33,7 | 2,3,7,34", "2,3,33,7 | 7,34", "2,1,3,33,7 | 5,1,7,34"})
  void matmul_ofBatchesThatBroadcast_givesTheReference(String left, String right) {
    Shape a = shape(left);
    Shape b = shape(right);
    Tensor x = ops.tensor(Accuracy.random(a), a);
    Tensor y = ops.tensor(Accuracy.random(b), b);
    check(ops.matmul(x, y, false, false), a, b, false, false);
  }

  private static Shape shape(String sizes) {
    return Shape.of(Arrays.stream(sizes.split(",")).mapToInt(Integer::parseInt).toArray());
  }
}
