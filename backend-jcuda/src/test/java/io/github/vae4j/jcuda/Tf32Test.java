package io.github.vae4j.jcuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.api.tensor.Window;
import io.github.vae4j.core.plugin.JsonOptions;
import io.github.vae4j.core.reference.ReferenceBackend;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * With the option {@code tf32}, products round their operands to 11 significant bits, and without
 * it they do not; on the emulated driver, which rounds as tensor cores do.
 */
class Tf32Test {
  /** Both factors of a term are off by up to 2⁻¹¹ of themselves. */
  private static final double MOST = 2.001 * 0x1p-11;

  private static final double LEAST = 0x1p-16;
  private static final Window WINDOW = Window.of(2, 1);
  private static final Shape IMAGE = Shape.of(2, 12, 12, 4);
  private static final Shape KERNEL = Shape.of(20, 4, 4, 4);
  private static final Shape RESULT = Shape.of(2, 6, 6, 20);

  private final Backend reference = new ReferenceBackend();
  private Backend plain;
  private Backend rounding;

  @BeforeEach
  void start() {
    plain = EmulatedDriver.start(CheckedPool::new);
    rounding =
        new JcudaBackendProvider("gpu:0", CheckedPool::new)
            .create(JsonOptions.of(Map.of("tf32", true), "backend"));
  }

  @AfterEach
  void stop() {
    reference.close();
    for (Backend backend : new Backend[] {plain, rounding}) {
      if (backend != null) {
        backend.close();
      }
    }
  }

  private void check(Accuracy.Call call, Shape... shapes) {
    assertThat(error(plain, call, shapes)).isLessThan(16 * Accuracy.UNIT);
    assertThat(error(rounding, call, shapes)).isBetween(LEAST, MOST);
  }

  private double error(Backend backend, Accuracy.Call call, Shape... shapes) {
    Ops ops = backend.scope().ops();
    Tensor actual = call.apply(ops, Accuracy.operands(ops, shapes));
    return Accuracy.error(actual, reference.scope().ops(), call, shapes);
  }

  @Test
  void matmul_roundsItsOperands() {
    for (int flags = 0; flags < 4; flags++) {
      boolean ta = (flags & 1) != 0;
      boolean tb = (flags & 2) != 0;
      check(
          (ops, x) -> ops.matmul(x.get(0), x.get(1), ta, tb),
          ta ? Shape.of(37, 65) : Shape.of(65, 37),
          tb ? Shape.of(70, 37) : Shape.of(37, 70));
    }
  }

  @Test
  void matmul_byTheLargeTile_roundsItsOperands() {
    assertThat(Product.single(2048, 2046, 5, false, false).plan(true).tile()).isEqualTo(Tile.LARGE);
    check(
        (ops, x) -> ops.matmul(x.get(0), x.get(1), false, false),
        Shape.of(2048, 5),
        Shape.of(5, 2046));
  }

  @Test
  void convolutions_roundTheirOperands() {
    check((ops, x) -> ops.conv2d(x.get(0), x.get(1), WINDOW), IMAGE, KERNEL);
    check((ops, x) -> ops.convTranspose2d(x.get(0), x.get(1), WINDOW, 12, 12), RESULT, KERNEL);
    check((ops, x) -> ops.convWeightGrad(x.get(0), x.get(1), WINDOW, 4, 4), IMAGE, RESULT);
  }
}
