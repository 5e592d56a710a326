package io.github.vae4j.core.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.api.tensor.Window;
import io.github.vae4j.core.reference.ReferenceBackend;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TapeTest {
  private final ReferenceBackend backend = new ReferenceBackend();
  private final Scope scope = backend.scope();
  private final Ops raw = scope.ops();
  private final Tape tape = new Tape(raw);

  @AfterEach
  void close() {
    backend.close();
  }

  @Test
  void inheritsNoDefaultOfOps() throws NoSuchMethodException {
    List<String> inherited = new ArrayList<>();
    for (Method method : Ops.class.getMethods()) {
      if (!Modifier.isStatic(method.getModifiers())) {
        Method found = Tape.class.getMethod(method.getName(), method.getParameterTypes());
        if (found.getDeclaringClass().isInterface()) {
          inherited.add(method.getName());
        }
      }
    }
    assertThat(inherited)
        .as(
            "methods of Ops that the tape does not override, and so would compose instead of running the kernel")
        .isEmpty();
  }

  @Test
  void aConstantTimesAVariableIsRecorded() {
    Tensor x = tape.variable(vector(1, 2));
    Tensor product = vector(3, 4).mul(x);
    assertThat(product.ops()).isSameAs(tape);
    assertThat(tape.gradients(product.sum(), List.of(x)).get(0).toDoubles()).containsExactly(3, 4);
  }

  @Test
  void aResultOfConstantsIsAConstant() {
    Tensor sum = tape.add(tape.full(1, Shape.of(2)), vector(1, 2));
    assertThat(sum.ops()).isSameAs(raw);
    assertThat(tape.linear(vector(1, 2), matrix(2, 1, 1, 1), vector(0), Activation.SILU).ops())
        .isSameAs(raw);
    assertThat(tape.sign(tape.variable(vector(1))).ops()).isSameAs(raw);
  }

  @Test
  void gradientsAreConstants() {
    Tensor x = tape.variable(vector(1, 2));
    Tensor gradient = tape.gradients(x.sum(), List.of(x)).get(0);
    assertThat(gradient.ops()).isSameAs(raw);
  }

  @Test
  void aSecondUseAddsUp() {
    Tensor x = tape.variable(vector(3));
    Tensor loss = x.mul(x).add(x).sum();
    assertThat(tape.gradients(loss, List.of(x)).get(0).item()).isEqualTo(7);
  }

  @Test
  void stopGradientCuts() {
    Tensor x = tape.variable(vector(3));
    Tensor loss = x.mul(x.stopGradient()).sum();
    assertThat(tape.gradients(loss, List.of(x)).get(0).item()).isEqualTo(3);
  }

  @Test
  void theGradientInAResultStopsThere() {
    Tensor x = tape.variable(vector(3));
    Tensor y = x.mul(x);
    List<Tensor> gradients = tape.gradients(y.mul(y).sum(), List.of(y, x));
    assertThat(gradients.get(0).item()).isEqualTo(18);
    assertThat(gradients.get(1).item()).isEqualTo(108);
  }

  @Test
  void theGradientInTheLossIsOne() {
    Tensor loss = tape.variable(vector(3)).mul(2);
    assertThat(tape.gradients(loss, List.of(loss)).get(0).toDoubles()).containsExactly(1);
  }

  @Test
  void whatTheLossDoesNotReachHasZeros() {
    Tensor x = tape.variable(vector(1, 2));
    Tensor unused = tape.variable(matrix(2, 2, 1, 2, 3, 4));
    Tensor afterwards = unused.exp();
    List<Tensor> gradients = tape.gradients(x.sum(), List.of(unused, afterwards, x));
    assertThat(gradients.get(0).toDoubles()).containsExactly(0, 0, 0, 0);
    assertThat(gradients.get(1).toDoubles()).containsExactly(0, 0, 0, 0);
    assertThat(gradients.get(2).toDoubles()).containsExactly(1, 1);
  }

  @Test
  void aLossMadeOfConstantsHasZeros() {
    Tensor x = tape.variable(vector(1, 2));
    assertThat(tape.gradients(x.sign().sum(), List.of(x)).get(0).toDoubles()).containsExactly(0, 0);
  }

  @Test
  void noGradientThatIsNotAskedForIsComputed() {
    CountingOps counting = new CountingOps(raw);
    Tape counted = new Tape(counting.ops());
    Tensor x = counted.variable(vector(1, 2));
    Tensor weight = counted.variable(matrix(2, 1, 1, 1));
    Tensor y = counted.exp(counted.linear(x, weight, vector(0), Activation.TANH));
    counted.gradients(counted.sum(y, false), List.of(weight));
    assertThat(counting.calls()).contains("linearGrad(wantsInput=false)");
  }

  @Test
  void theInputOfTheFirstLayerGetsNoGradient() {
    CountingOps counting = new CountingOps(raw);
    Tape counted = new Tape(counting.ops());
    Tensor weight = counted.variable(matrix(2, 1, 1, 1));
    Tensor y = counted.linear(vector(1, 2), weight, vector(0), Activation.RELU);
    counted.gradients(counted.sum(y, false), List.of(weight));
    assertThat(counting.calls()).contains("linearGrad(wantsInput=false)").doesNotContain("matmul");
  }

  @Test
  void theImagesOfTheFirstConvolutionGetNoGradient() {
    CountingOps counting = new CountingOps(raw);
    Tape counted = new Tape(counting.ops());
    Tensor images = raw.full(1, Shape.of(1, 2, 2, 1));
    Tensor kernel = counted.variable(raw.full(0.5, Shape.of(1, 2, 2, 1)));
    Window window = Window.of(1, 0);
    Tensor small = counted.convolution(images, kernel, vector(0), window, Activation.RELU);
    Tensor large =
        counted.transposedConvolution(
            small.stopGradient(), kernel, vector(0), window, 2, 2, Activation.RELU);
    counted.gradients(counted.sum(counted.add(small, large), false), List.of(kernel));
    assertThat(counting.calls())
        .contains(
            "convolutionGrad(wantsInput=false)", "transposedConvolutionGrad(wantsInput=false)")
        .doesNotContain("convTranspose2d", "conv2d");
  }

  @Test
  void fusedOperationsAndAdjointsReachTheRawOperations() {
    CountingOps counting = new CountingOps(raw);
    Tape counted = new Tape(counting.ops());
    Tensor m = counted.variable(matrix(1, 2, 0.1, 0.2));
    Tensor v = counted.variable(matrix(1, 2, -0.1, 0.3));
    Tensor z = counted.reparameterise(m, v, matrix(1, 2, 0.5, -0.5));
    Tensor fit = counted.bernoulliLogProb(matrix(1, 2, 1, 0), z);
    Tensor kl = counted.sum(counted.standardNormalKl(m, v), false, -1);
    counted.gradients(counted.sum(counted.sub(fit, kl), false), List.of(m, v));
    assertThat(counting.calls())
        .contains("reparameterise", "bernoulliLogProb", "standardNormalKl")
        .contains("bernoulliGrad", "reparameteriseGrad", "standardNormalKlGrad")
        .doesNotContain("sigmoid", "softplus");
  }

  @Test
  void aTapeRunsBackwardOnce() {
    Tensor x = tape.variable(vector(2));
    Tensor loss = x.mul(x).sum();
    tape.gradients(loss, List.of(x));
    assertThatThrownBy(() -> tape.gradients(loss, List.of(x)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("use a new Tape");
    assertThatThrownBy(() -> tape.variable(vector(1))).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void afterTheBackwardPassNothingIsRecorded() {
    Tensor x = tape.variable(vector(2));
    Tensor loss = x.mul(x).sum();
    tape.gradients(loss, List.of(x));
    Tensor reported = loss.mul(2);
    assertThat(reported.item()).isEqualTo(8);
    assertThat(reported.ops()).isSameAs(raw);
  }

  @Test
  void aLossOfSeveralNumbersIsRefused() {
    Tensor x = tape.variable(vector(1, 2));
    assertThatThrownBy(() -> tape.gradients(x, List.of(x)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the loss has shape (2)")
        .hasMessageContaining("sum or average");
  }

  @Test
  void aConstantHasNoGradient() {
    Tensor x = tape.variable(vector(1));
    assertThatThrownBy(() -> tape.gradients(x.sum(), List.of(x, vector(1, 2))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tensor 1")
        .hasMessageContaining("(2)")
        .hasMessageContaining("not recorded");
  }

  @Test
  void operandsOfTwoTapesAreRefused() {
    Tensor here = tape.variable(vector(1));
    Tensor there = new Tape(raw).variable(vector(1));
    assertThatThrownBy(() -> here.add(there))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two tapes");
    assertThatThrownBy(() -> tape.add(here, there))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("add: an operand of shape (1) is recorded on another tape");
    assertThatThrownBy(() -> tape.gradients(there, List.of(here)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("another tape");
  }

  @Test
  void theRawOperationsRefuseWhatIsRecorded() {
    Tensor x = tape.variable(vector(1));
    assertThatThrownBy(() -> raw.exp(x))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("exp: an operand of shape (1) is recorded on a tape");
  }

  @Test
  void aTapeOverATapeIsRefused() {
    assertThatThrownBy(() -> new Tape(tape))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("recorded already");
  }

  @Test
  void aVariableOfAVariableIsRefused() {
    Tensor x = tape.variable(vector(1));
    assertThatThrownBy(() -> tape.variable(x))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("recorded already");
  }

  @Test
  void adjointsAreNotDifferentiated() {
    Tensor x = tape.variable(vector(1));
    Tensor c = vector(2);
    assertThatThrownBy(() -> tape.bernoulliGrad(c, x, c))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bernoulliGrad: adjoints are not differentiated");
    assertThatThrownBy(() -> tape.activationGrad(Activation.TANH, c, c, x))
        .hasMessageContaining("activationGrad: adjoints");
    assertThatThrownBy(() -> tape.linearGrad(x, c, c, Activation.TANH, c, true))
        .hasMessageContaining("linearGrad: adjoints");
    assertThatThrownBy(
            () -> tape.convolutionGrad(c, x, c, Activation.TANH, c, Window.of(1, 0), true))
        .hasMessageContaining("convolutionGrad: adjoints");
    assertThatThrownBy(
            () ->
                tape.transposedConvolutionGrad(c, c, c, Activation.TANH, x, Window.of(1, 0), true))
        .hasMessageContaining("transposedConvolutionGrad: adjoints");
    assertThatThrownBy(() -> tape.reparameteriseGrad(c, c, x))
        .hasMessageContaining("reparameteriseGrad: adjoints");
    assertThatThrownBy(() -> tape.standardNormalKlGrad(x, c))
        .hasMessageContaining("standardNormalKlGrad: adjoints");
    assertThatThrownBy(() -> tape.digammaGrad(x, c)).hasMessageContaining("digammaGrad: adjoints");
    assertThatThrownBy(() -> tape.sumTo(x, Shape.scalar())).hasMessageContaining("sumTo: adjoints");
    assertThat(tape.standardNormalKlGrad(c, c).item()).isEqualTo(Math.expm1(2));
  }

  @Test
  void followsTheScope() {
    Tensor x = tape.variable(vector(1));
    assertThat(tape.open()).isTrue();
    assertThat(tape.depth()).isZero();
    assertThat(tape.recording()).isTrue();
    assertThat(tape.backend()).isSameAs(backend);
    scope.close();
    assertThat(tape.open()).isFalse();
    assertThatThrownBy(x::exp)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed scope");
  }

  @Test
  void anOperandOfAnInnerScopeMixesWithARecordedOne() {
    Tensor x = tape.variable(vector(2));
    try (Scope inner = scope.nested()) {
      Tensor y = inner.ops().tensor(new double[] {3}, Shape.of(1)).mul(x);
      assertThat(y.ops()).isSameAs(tape);
    }
  }

  private Tensor vector(double... values) {
    return raw.tensor(values, Shape.of(values.length));
  }

  private Tensor matrix(int rows, int columns, double... values) {
    return raw.tensor(values, Shape.of(rows, columns));
  }
}
