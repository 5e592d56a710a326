package io.github.vae4j.djl;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.pytorch.jni.IValue;
import io.github.vae4j.core.plugin.JsonOptions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How each kind of argument stands in the text of a program. */
class ListingTest {
  private final DjlBackend backend =
      (DjlBackend) new DjlBackendProvider().create(JsonOptions.empty());
  private final Recording recording = new Recording(backend);

  @AfterEach
  void close() {
    recording.close();
    backend.close();
  }

  @Test
  void anEmptyProgram_isAMethodThatDoesNothing() {
    Listing listing = new Listing(List.of(), recording);
    assertThat(listing.method()).isEqualTo("\n  def step(self) -> None:\n    pass\n");
    assertThat(listing.inputs()).isEmpty();
  }

  @Test
  void literals_areWrittenAsTorchScriptReadsThem() {
    assertThat(line(1, -2, 0.1f, -0.0f, 0x1p-14f, 1e10f))
        .isEqualTo("self.kernel(1, -2, 0.10000000149011612, -0.0, 6.103515625E-5, 1.0E10)");
    assertThat(line(true, false, "TANH")).isEqualTo("self.kernel(True, False, \"TANH\")");
    assertThat(line(new int[] {2, -1}, new int[0])).isEqualTo("self.kernel([2, -1], [])");
    assertThat(line(List.of(new Name("t1"), new Name("t2")), new Name("t3")))
        .isEqualTo("self.kernel([t1, t2], t3)");
  }

  @Test
  void results_standOnTheLeft() {
    Listing listing =
        new Listing(
            List.of(new Instruction(List.of(new Name("t0"), new Name("t1")), "halves", List.of())),
            recording);
    assertThat(listing.method()).contains("\n    t0, t1 = self.halves()\n");
  }

  @Test
  void memory_becomesOneParameterHoweverOftenItIsRead() {
    Memory tensor = recording.own(backend.upload(new float[] {1}, 1));
    Memory list = recording.own(backend.listOf(tensor));
    Listing listing =
        new Listing(
            List.of(
                new Instruction(List.of(), "first", List.of(list, List.of(tensor))),
                new Instruction(List.of(), "second", List.of(tensor, list))),
            recording);
    assertThat(listing.method())
        .isEqualTo(
            """

              def step(self, a0: List[Tensor], a1: Tensor) -> None:
                self.first(a0, [a1])
                self.second(a1, a0)
                pass
            """);
    assertThat(listing.inputs()).containsExactly(list, tensor);
  }

  @Test
  void numbersThatAreNotFinite_becomeParameters() {
    Listing listing =
        new Listing(
            List.of(
                new Instruction(
                    List.of(),
                    "kernel",
                    List.of(Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY))),
            recording);
    assertThat(listing.method())
        .contains("step(self, a0: float, a1: float, a2: float)", "self.kernel(a0, a1, a2)");
    assertThat(listing.inputs().stream().map(Memory::value).map(IValue::toDouble))
        .containsExactly(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
  }

  private String line(Object... arguments) {
    String method =
        new Listing(List.of(new Instruction(List.of(), "kernel", List.of(arguments))), recording)
            .method();
    return method.lines().filter(line -> line.contains("kernel")).findFirst().orElseThrow().strip();
  }
}
