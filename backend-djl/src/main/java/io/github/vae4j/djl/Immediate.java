package io.github.vae4j.djl;

import ai.djl.pytorch.jni.IValue;
import io.github.vae4j.api.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Calls each kernel at once. */
final class Immediate implements Caller, AutoCloseable {
  private final DjlBackend backend;
  private final Kernels kernels;
  private final Map<String, IValue> names = new ConcurrentHashMap<>();

  Immediate(DjlBackend backend, Kernels kernels) {
    this.backend = backend;
    this.kernels = kernels;
  }

  @Override
  public Value call(String kernel, Object... arguments) {
    return Memory.tensor(run(kernel, arguments));
  }

  @Override
  public List<Value> callForAll(int results, String kernel, Object... arguments) {
    try (IValue tuple = run(kernel, arguments)) {
      return Stream.of(tuple.toIValueTuple()).<Value>map(Memory::tensor).toList();
    }
  }

  @Override
  public Value constant(float[] values, Shape shape) {
    return backend.upload(values, shape.toArray());
  }

  @Override
  public Value drawn(Draw draw, Shape shape) {
    return constant(draw.values(), shape);
  }

  @Override
  public void update(String kernel, Object... arguments) {
    run(kernel, arguments).close();
  }

  private IValue run(String kernel, Object... arguments) {
    IValue[] values = new IValue[arguments.length];
    List<IValue> own = new ArrayList<>();
    try {
      for (int i = 0; i < values.length; i++) {
        if (arguments[i] instanceof Memory memory) {
          values[i] = memory.value();
        } else if (arguments[i] instanceof String name) {
          // there are few, the names of activations
          values[i] = names.computeIfAbsent(name, IValue::from);
        } else {
          values[i] = number(arguments[i]);
          own.add(values[i]);
        }
      }
      return backend.use(kernel, () -> kernels.run(kernel, values));
    } finally {
      own.forEach(IValue::close);
    }
  }

  private static IValue number(Object argument) {
    if (argument instanceof Integer number) {
      return IValue.from((long) number);
    } else if (argument instanceof Float number) {
      return IValue.from(number.doubleValue());
    } else if (argument instanceof Boolean flag) {
      return IValue.from((boolean) flag);
    } else if (argument instanceof int[] numbers) {
      return IValue.listFrom(Arrays.stream(numbers).asLongStream().toArray());
    } else if (argument instanceof List<?> values) {
      return IValue.listFrom(
          values.stream().map(value -> ((Memory) value).value()).toArray(IValue[]::new));
    }
    throw new IllegalArgumentException("no kernel takes a " + argument.getClass().getName());
  }

  @Override
  public void close() {
    names.values().forEach(IValue::close);
  }
}
