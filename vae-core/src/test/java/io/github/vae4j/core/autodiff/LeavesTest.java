package io.github.vae4j.core.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.reference.ReferenceBackend;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Gradients in looks at a state. */
class LeavesTest {
  private static final double OLD = 99;

  private final ReferenceBackend backend = new ReferenceBackend();
  private final Scope scope = backend.scope();
  private final Ops raw = scope.ops();
  private final Tape tape = new Tape(raw);
  private final State parameters = backend.state(6);
  private final State gradients = backend.state(6);

  @BeforeEach
  void fill() {
    parameters.set(0, new double[] {1, 2, 3, 4, 5, 6});
    gradients.fill(0, 6, OLD);
  }

  @AfterEach
  void close() {
    backend.close();
  }

  @Test
  void aGradientLiesWhereItsLeafLies() {
    Tensor a = tape.view(parameters, 1, Shape.of(2));
    Tensor b = tape.view(parameters, 4, Shape.of(2, 1));
    tape.gradients(a.mul(a).sum().add(b.sum()), parameters, gradients);
    assertThat(gradients.toDoubles(0, 6)).containsExactly(OLD, 4, 6, OLD, 1, 1);
  }

  @Test
  void aLeafThatTheLossDoesNotReachGetsZeros() {
    Tensor a = tape.view(parameters, 0, Shape.of(2));
    tape.view(parameters, 2, Shape.of(3));
    tape.gradients(a.sum(), parameters, gradients);
    assertThat(gradients.toDoubles(0, 6)).containsExactly(1, 1, 0, 0, 0, OLD);
  }

  @Test
  void twoLooksAtOneRangeAreOneLeaf() {
    Tensor a = tape.view(parameters, 0, Shape.of(2));
    Tensor b = tape.view(parameters, 0, Shape.of(2));
    assertThat(b).isSameAs(a);
    tape.gradients(a.mul(b).sum(), parameters, gradients);
    assertThat(gradients.toDoubles(0, 2)).containsExactly(2, 4);
  }

  @Test
  void leavesThatOverlapAddUp() {
    Tensor whole = tape.view(parameters, 0, Shape.of(2, 3));
    Tensor part = tape.view(parameters, 1, Shape.of(2));
    Tensor other = tape.view(parameters, 0, Shape.of(3, 2));
    tape.gradients(
        whole.sum().add(part.mul(10).sum()).add(other.mul(100).sum()), parameters, gradients);
    assertThat(gradients.toDoubles(0, 6)).containsExactly(101, 111, 111, 101, 101, 101);
  }

  @Test
  void looksAtAnotherStateAreLeftAlone() {
    State scale = backend.state(1);
    scale.fill(0, 1, 7);
    Tensor a = tape.view(parameters, 0, Shape.of(2));
    Tensor loss = a.mul(tape.view(scale, 0, Shape.scalar())).sum();
    tape.gradients(loss, parameters, gradients);
    assertThat(gradients.toDoubles(0, 3)).containsExactly(7, 7, OLD);
  }

  @Test
  void oneBackwardPassGivesBothKinds() {
    Tensor a = tape.view(parameters, 0, Shape.of(2));
    Tensor rows = tape.variable(raw.full(3, Shape.of(2)));
    List<Tensor> others =
        tape.gradients(a.mul(rows).sum(), parameters, gradients, List.of(rows, a));
    assertThat(gradients.toDoubles(0, 2)).containsExactly(3, 3);
    assertThat(others.get(0).toDoubles()).containsExactly(1, 2);
    assertThat(others.get(1).toDoubles()).containsExactly(3, 3);
  }

  @Test
  void aStateTooSmallForTheGradientsIsRefused() {
    Tensor a = tape.view(parameters, 4, Shape.of(2));
    State small = backend.state(5);
    assertThatThrownBy(() -> tape.gradients(a.sum(), parameters, small))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("range [4, 6) does not lie in a state of 5 entries");
  }

  @Test
  void aLookOutsideTheStateIsRefused() {
    assertThatThrownBy(() -> tape.view(parameters, 5, Shape.of(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("view: range [5, 7)");
  }
}
