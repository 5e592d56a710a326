package io.github.vae4j.djl;

import io.github.vae4j.api.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Writes the calls of a step down as one TorchScript method. Memory that a call reads becomes a
 * parameter of the method; numbers stand in it.
 */
final class Recording implements Caller, AutoCloseable {
  private final DjlBackend backend;
  private final List<Instruction> instructions = new ArrayList<>();
  private final List<Runnable> preparations = new ArrayList<>();
  private final List<Runnable> releases = new ArrayList<>();
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
    instructions.add(new Instruction(found, kernel, List.of(arguments)));
    return List.copyOf(found);
  }

  @Override
  public Value constant(float[] values, Shape shape) {
    count(shape);
    return own(backend.upload(values, shape.toArray()));
  }

  @Override
  public Value drawn(Draw draw, Shape shape) {
    Buffer buffer = new Buffer(backend, draw.size());
    count(shape);
    releases.add(buffer::close);
    preparations.add(() -> buffer.write(0, draw.values()));
    return own(buffer.part(0, draw.size(), shape.toArray()));
  }

  @Override
  public void update(String kernel, Object... arguments) {
    instructions.add(new Instruction(List.of(), kernel, List.of(arguments)));
  }

  /** Counts the bytes of a tensor that the program keeps. */
  private void count(Shape shape) {
    long bytes = Float.BYTES * shape.size();
    backend.ledger().add(0, bytes);
    releases.add(() -> backend.ledger().add(0, -bytes));
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
    Listing listing = new Listing(Placement.of(instructions), this);
    return new Program(
        backend,
        backend.kernels().with(listing.method()),
        listing.inputs(),
        List.copyOf(preparations),
        List.copyOf(releases));
  }

  @Override
  public void close() {
    releases.forEach(Runnable::run);
  }
}
