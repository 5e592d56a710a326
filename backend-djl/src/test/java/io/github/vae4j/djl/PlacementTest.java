package io.github.vae4j.djl;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.api.tensor.State;
import io.github.vae4j.core.plugin.JsonOptions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A gradient is written in place only where nothing can tell the difference. */
class PlacementTest {
  private final DjlBackend backend =
      (DjlBackend) new DjlBackendProvider().create(JsonOptions.empty());
  private final DjlState gradients = (DjlState) backend.state(20);
  private final Memory into = entries(gradients, 4, 10);
  private final Memory input = Memory.number(1);

  private final Instruction adjoint =
      call("linearGrad", List.of("dx", "dw", "db"), input, new Name("y"), "TANH");
  private final Instruction copy = call("assign", List.of(), into, new Name("dw"));

  @AfterEach
  void close() {
    input.close();
    gradients.close();
    backend.close();
  }

  @Test
  void aGradientThatIsOnlyCopied_isWrittenInPlace() {
    Instruction other = call("assign", List.of(), entries(gradients, 14, 20), new Name("db"));
    assertThat(Placement.of(List.of(adjoint, other, copy)))
        .containsExactly(
            call("linearGradInto", List.of("dx", "db"), input, new Name("y"), "TANH", into), other);
  }

  @Test
  void theFirstLayersGradient_isWrittenInPlaceToo() {
    Instruction first = call("linearGradOfParameters", List.of("dw", "db"), input, "RELU");
    assertThat(Placement.of(List.of(first, copy)))
        .containsExactly(call("linearGradOfParametersInto", List.of("db"), input, "RELU", into));
  }

  @Test
  void aGradientOfAnotherUse_isCopied() {
    assertUnchanged(adjoint, copy, call("affine", List.of("t"), new Name("dw"), 2.0, 0.0));
    assertUnchanged(adjoint, call("affine", List.of("t"), new Name("dw"), 2.0, 0.0), copy);
    assertUnchanged(
        adjoint, call("concat", List.of("t"), List.of(new Name("dx"), new Name("dw")), 0), copy);
  }

  @Test
  void aGradientThatIsNotAssigned_staysAsItIs() {
    assertUnchanged(adjoint);
    assertUnchanged(adjoint, call("accumulate", List.of(), into, new Name("dw")));
    assertUnchanged(adjoint, call("assignWhileGood", List.of(), into, new Name("dw"), input));
  }

  @Test
  void entriesReadOrWrittenInBetween_preventIt() {
    Memory overlapping = entries(gradients, 9, 12);
    assertUnchanged(adjoint, call("sum", List.of("t"), overlapping, new int[0], false), copy);
    assertUnchanged(adjoint, call("fill", List.of(), overlapping, 0.0), copy);
    assertUnchanged(adjoint, call("adamStep", List.of(), List.of(input, overlapping)), copy);
  }

  @Test
  void entriesThatTheAdjointReads_preventIt() {
    assertUnchanged(call("linearGrad", List.of("dx", "dw", "db"), into, new Name("y")), copy);
  }

  @Test
  void entriesBesideAndOtherStates_doNot() {
    try (State state = backend.state(20)) {
      Memory elsewhere = entries((DjlState) state, 4, 10);
      for (Memory untouched :
          new Memory[] {entries(gradients, 0, 4), entries(gradients, 10, 20), elsewhere}) {
        Instruction between = call("fill", List.of(), untouched, 0.0);
        assertThat(Placement.of(List.of(adjoint, between, copy)))
            .hasSize(2)
            .contains(between)
            .doesNotContain(copy);
      }
    }
  }

  @Test
  void whatIsWrittenBeforeOrAfter_doesNotPreventIt() {
    Instruction fill = call("fill", List.of(), into, 0.0);
    assertThat(Placement.of(List.of(fill, adjoint, copy, fill)))
        .hasSize(3)
        .startsWith(fill)
        .endsWith(fill)
        .doesNotContain(copy);
  }

  @Test
  void memoryThatIsNoState_isLeftAlone() {
    assertUnchanged(adjoint, call("assign", List.of(), input, new Name("dw")));
  }

  private static void assertUnchanged(Instruction... program) {
    assertThat(Placement.of(List.of(program))).containsExactly(program);
  }

  private Memory entries(DjlState state, long from, long to) {
    return input().of(new Region(state, from, to));
  }

  private static Memory input() {
    return Memory.number(0);
  }

  private static Instruction call(String kernel, List<String> results, Object... arguments) {
    return new Instruction(results.stream().map(Name::new).toList(), kernel, List.of(arguments));
  }
}
