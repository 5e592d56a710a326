package io.github.vae4j.djl;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A program as the text of one TorchScript method, and the memory that its parameters stand for.
 */
final class Listing {
  private final Recording recording;
  private final Map<Memory, String> inputs = new LinkedHashMap<>();
  private final String lines;

  Listing(List<Instruction> program, Recording recording) {
    this.recording = recording;
    this.lines = program.stream().map(this::line).collect(Collectors.joining());
  }

  String method() {
    String parameters =
        inputs.entrySet().stream()
            .map(input -> ", " + input.getValue() + ": " + input.getKey().type())
            .collect(Collectors.joining());
    return "\n  def step(self" + parameters + ") -> None:\n" + lines + "    pass\n";
  }

  /** Returns the memory to pass to the method. */
  List<Memory> inputs() {
    return List.copyOf(inputs.keySet());
  }

  private String line(Instruction call) {
    String left =
        call.results().isEmpty()
            ? ""
            : call.results().stream().map(Name::text).collect(Collectors.joining(", ", "", " = "));
    String right =
        call.arguments().stream().map(this::text).collect(Collectors.joining(", ", "(", ")\n"));
    return "    " + left + "self." + call.kernel() + right;
  }

  private String text(Object argument) {
    if (argument instanceof Name name) {
      return name.text();
    } else if (argument instanceof Memory memory) {
      return inputs.computeIfAbsent(memory, m -> "a" + inputs.size());
    } else if (argument instanceof Float number) {
      // TorchScript has no literals for what is not finite
      return Float.isFinite(number)
          ? Double.toString(number)
          : text(recording.own(Memory.number(number)));
    } else if (argument instanceof Boolean flag) {
      return flag ? "True" : "False";
    } else if (argument instanceof String name) {
      return '"' + name + '"';
    } else if (argument instanceof int[] numbers) {
      return Arrays.toString(numbers);
    } else if (argument instanceof List<?> values) {
      return values.stream().map(this::text).collect(Collectors.joining(", ", "[", "]"));
    }
    return argument.toString();
  }
}
