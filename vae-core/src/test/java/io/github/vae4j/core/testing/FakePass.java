package io.github.vae4j.core.testing;

import io.github.vae4j.api.model.Initializer;
import io.github.vae4j.api.model.Parameter;
import io.github.vae4j.api.model.Pass;
import io.github.vae4j.api.random.Noise;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A pass whose parameters have given values. */
public final class FakePass implements Pass {
  private final Ops ops;
  private final Noise noise;
  private final Map<Parameter, Tensor> values;

  private FakePass(Ops ops, Noise noise, Map<Parameter, Tensor> values) {
    this.ops = ops;
    this.noise = noise;
    this.values = values;
  }

  /** Returns a pass with the first values of all that was declared. */
  public static FakePass initial(OracleScope oracle, FakeContext context) {
    Map<Parameter, Tensor> values = new LinkedHashMap<>();
    context
        .declared()
        .forEach(
            (key, initializer) ->
                values.put(
                    key,
                    oracle
                        .ops()
                        .tensor(
                            initializer.values(key.shape(), host(key.name().hashCode())),
                            key.shape())));
    return new FakePass(oracle.ops(), oracle.noise(1), values);
  }

  /** Returns this pass with other values, in the order of declaration. */
  public FakePass with(List<Tensor> others) {
    Map<Parameter, Tensor> changed = new LinkedHashMap<>();
    int i = 0;
    for (Parameter key : values.keySet()) {
      changed.put(key, others.get(i++));
    }
    return new FakePass(others.get(0).ops(), noise, changed);
  }

  /** Returns this pass with another value of one parameter. */
  public FakePass with(String name, Tensor value) {
    Map<Parameter, Tensor> changed = new LinkedHashMap<>(values);
    changed.replaceAll((key, old) -> key.name().equals(name) ? value : old);
    return new FakePass(ops, noise, changed);
  }

  /** Returns the values, in the order of declaration. */
  public List<Tensor> values() {
    return List.copyOf(values.values());
  }

  /** Returns random numbers of a seed. */
  public static Initializer.HostNoise host(long seed) {
    Random random = new Random(seed);
    return new Initializer.HostNoise() {
      @Override
      public float[] uniform(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
          numbers[i] = random.nextFloat();
        }
        return numbers;
      }

      @Override
      public float[] normal(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
          numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
      }
    };
  }

  @Override
  public Ops ops() {
    return ops;
  }

  @Override
  public Tensor value(Parameter key) {
    Tensor value = values.get(key);
    if (value == null) {
      throw new IllegalArgumentException("no parameter " + key.name());
    }
    return value;
  }

  @Override
  public Tensor rows(Parameter key, Tensor rows) {
    throw new AssertionError("no component here has a table");
  }

  @Override
  public Noise noise() {
    return noise;
  }

  @Override
  public boolean training() {
    return false;
  }

  @Override
  public Tensor schedule(String name) {
    throw new AssertionError("no component here reads a schedule");
  }

  @Override
  public Pass frozen() {
    return this;
  }

  @Override
  public Pass at(String place) {
    return new FakePass(ops, noise.at(place), values);
  }

  @Override
  public Pass withoutUpdates() {
    return this;
  }

  @Override
  public void propose(Parameter key, Tensor value) {
    throw new AssertionError("no component here proposes a value");
  }
}
