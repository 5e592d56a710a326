package io.github.vae4j.core.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.reference.ReferenceBackend;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Gradients at kinks, ties, infinities and NaN, as the Javadoc of the operations states them. */
class SpecialGradientTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;

  private final ReferenceBackend backend = new ReferenceBackend();
  private final Scope scope = backend.scope();
  private final Ops raw = scope.ops();
  private final Tape tape = new Tape(raw);

  @AfterEach
  void close() {
    backend.close();
  }

  @Test
  void maximumAndMinimumHalveTies() {
    Tensor a = variable(1, 2, 3);
    Tensor b = variable(1, 3, 2);
    Tensor loss = a.maximum(b).add(a.minimum(b).mul(10)).sum();
    List<Tensor> gradients = tape.gradients(loss, List.of(a, b));
    assertThat(gradients.get(0).toDoubles()).containsExactly(5.5, 10, 1);
    assertThat(gradients.get(1).toDoubles()).containsExactly(5.5, 1, 10);
  }

  @Test
  void maxSharesTiesEqually() {
    assertThat(gradient(x -> x.max(), 3, 1, 3, 3, 2))
        .containsExactly(1 / 3.0, 0, 1 / 3.0, 1 / 3.0, 0);
    assertThat(gradient(x -> x.max(), -INF, -INF)).containsExactly(0.5, 0.5);
  }

  @Test
  void kinks() {
    assertThat(gradient(Tensor::abs, 0, -2)).containsExactly(0, -1);
    assertThat(gradient(Tensor::relu, 0, -2, 3)).containsExactly(0, 0, 1);
    assertThat(gradient(x -> x.clamp(-1, 2), -1.5, -1, 0, 2, 2.5)).containsExactly(0, 1, 1, 1, 0);
    assertThat(gradient(x -> x.power(0), 0, 2)).containsExactly(0, 0);
    assertThat(gradient(x -> x.power(1), 0, 2)).containsExactly(1, 1);
  }

  @Test
  void whatIsNotSelectedHasNoInfluence() {
    Tensor yes = variable(NAN, 2);
    Tensor no = variable(3, INF);
    Tensor chosen = tape.select(raw.tensor(new double[] {0, 1}, Shape.of(2)), yes, no);
    List<Tensor> gradients = tape.gradients(chosen.mul(chosen).sum(), List.of(yes, no));
    assertThat(gradients.get(0).toDoubles()).containsExactly(0, 4);
    assertThat(gradients.get(1).toDoubles()).containsExactly(6, 0);
  }

  @Test
  void anInfiniteGradientDoesNotReachWhatIsNotSelected() {
    Tensor yes = variable(0);
    Tensor no = variable(0);
    Tensor chosen = tape.select(raw.full(1, Shape.of(1)), yes, no).sqrt();
    List<Tensor> gradients = tape.gradients(chosen.sum(), List.of(yes, no));
    assertThat(gradients.get(0).toDoubles()).containsExactly(INF);
    assertThat(gradients.get(1).toDoubles()).containsExactly(0);
  }

  @Test
  void logSumExpOfMinusInfinitiesHasNoGradient() {
    assertThat(gradient(x -> x.logSumExp(), -INF, -INF)).containsExactly(0, 0);
    assertThat(gradient(x -> x.logSumExp(), -INF, 2)).containsExactly(0, 1);
  }

  @Test
  void largeLogitsNeitherOverflowNorVanish() {
    assertThat(gradient(Tensor::softplus, -1000, 0, 1000)).containsExactly(0, 0.5, 1);
    assertThat(gradient(Tensor::sigmoid, -1000, 1000)).containsExactly(0, 0);
    assertThat(gradient(Tensor::expm1, -40)[0]).isEqualTo(Math.exp(-40));
    assertThat(
            gradient(
                x -> x.ops().bernoulliLogProb(raw.tensor(new double[] {1, 0}, Shape.of(2)), x),
                -1000,
                1000))
        .containsExactly(1, -1);
  }

  @Test
  void everyUpdateOfARepeatedRowIsGathered() {
    Tensor table = variable(1, 2, 3);
    Tensor rows = raw.tensor(new double[] {1, 1, 0}, Shape.of(3));
    assertThat(tape.gradients(tape.gather(table, rows).sum(), List.of(table)).get(0).toDoubles())
        .containsExactly(1, 2, 0);
  }

  private double[] gradient(UnaryOperator<Tensor> f, double... at) {
    Tape fresh = new Tape(raw);
    Tensor x = fresh.variable(raw.tensor(at, Shape.of(at.length)));
    return fresh.gradients(f.apply(x).sum(), List.of(x)).get(0).toDoubles();
  }

  private Tensor variable(double... values) {
    return tape.variable(raw.tensor(values, Shape.of(values.length)));
  }
}
