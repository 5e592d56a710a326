package io.github.vae4j.djl;

import io.github.vae4j.api.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes the calls of a step down as one TorchScript method. Memory that a call reads becomes a
 * parameter of the method; numbers stand in it.
 */
final class Recording implements Caller, AutoCloseable {
  private final StringBuilder lines = new StringBuilder();
  private final Map<Memory, String> inputs = new LinkedHashMap<>();
  private final List<Runnable> preparations = new ArrayList<>();
  private final List<Runnable> releases = new ArrayList<>();
  private final DjlBackend backend;
  private int results;

  Recording(DjlBackend backend) {
    this.backend = backend;
  }

  @Override
  public Value call(String kernel, Object... arguments) {
    return callForAll(1, kernel, arguments).get(0);
  }

  @Override
  public List<Value> callForAll(int count, String kernel, Object... arguments) {
    List<Name> found = IntStream.range(0, count).mapToObj(i -> new Name("t" + results++)).toList();
    line(
        found.stream().map(Name::text).collect(Collectors.joining(", ", "", " = ")),
        kernel,
        arguments);
    return List.copyOf(found);
  }

  @Override
  public Value constant(float[] values, Shape shape) {
    return own(backend.upload(values, shape.toArray()));
  }

  @Override
  public Value drawn(Draw draw, Shape shape) {
    Buffer buffer = new Buffer(backend, shape.toArray());
    releases.add(buffer::close);
    preparations.add(() -> buffer.write(0, draw.values()));
    return buffer.memory();
  }

  @Override
  public void update(String kernel, Object... arguments) {
    line("", kernel, arguments);
  }

  private void line(String left, String kernel, Object... arguments) {
    String call =
        Arrays.stream(arguments).map(this::text).collect(Collectors.joining(", ", "(", ")\n"));
    lines.append("    ").append(left).append("self.").append(kernel).append(call);
  }

  private String text(Object argument) {
    if (argument instanceof Name name) {
      return name.text();
    } else if (argument instanceof Memory memory) {
      return inputs.computeIfAbsent(memory, m -> "a" + inputs.size());
    } else if (argument instanceof Double number && !Double.isFinite(number)) {
      return text(own(Memory.number(number)));
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

  /** Keeps memory for as long as the program. */
  Memory own(Memory memory) {
    releases.add(memory::close);
    return memory;
  }

  /** Adds what the host does before each run, in the order of the calls. */
  void prepare(Runnable preparation) {
    preparations.add(preparation);
  }

  /** Returns the program of all calls so far, to which this recording's memory passes. */
  Program finish() {
    String parameters =
        inputs.entrySet().stream()
            .map(input -> ", " + input.getValue() + ": " + input.getKey().type())
            .collect(Collectors.joining());
    String method = "\n  def step(self" + parameters + ") -> None:\n" + lines + "    pass\n";
    return new Program(
        new Kernels(backend.manager(), method),
        List.copyOf(inputs.keySet()),
        List.copyOf(preparations),
        List.copyOf(releases));
  }

  @Override
  public void close() {
    releases.forEach(Runnable::run);
  }
}
