package io.github.vae4j.conformance;

import io.github.vae4j.api.random.HostRandom;
import io.github.vae4j.api.tensor.Counter;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.RandomStream;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The rules of random numbers: the same bits on every backend, named by key, site and step alone.
 */
public abstract class RandomConformance extends BackendSuite {
  private static final int MILLION = 1_000_000;

  /** Makes a suite that has started nothing. */
  protected RandomConformance() {}

  /** Where a stream stands. */
  private record Place(long key, int site, long step) {}

  private static final List<Place> PLACES =
      List.of(
          new Place(0, 0, 0),
          new Place(1, 0, 0),
          new Place(1L << 32, 0, 0),
          new Place(-1, 5, 7),
          new Place(42, -7, 0),
          new Place(42, 7, 1),
          new Place(42, 7, 1L << 32),
          new Place(Long.MIN_VALUE, Integer.MAX_VALUE, (1L << 40) + 3));

  @FunctionalInterface
  private interface Draw {
    Tensor of(Ops ops, RandomStream stream, Shape shape);
  }

  @FunctionalInterface
  private interface Host {
    void fill(long key, int site, long step, long first, float[] into, int offset, int length);
  }

  @TestFactory
  Stream<DynamicNode> r20_uniform_isBitIdenticalToHost() {
    return sameBits(Ops::uniform, HostRandom::uniform);
  }

  @TestFactory
  Stream<DynamicNode> r21_normal_isBitIdenticalToHost() {
    return sameBits(Ops::normal, HostRandom::normal);
  }

  private Stream<DynamicNode> sameBits(Draw draw, Host host) {
    List<DynamicNode> tests = new ArrayList<>();
    for (Place place : PLACES) {
      for (int count : new int[] {0, 1, 3, 4, 5, 33, 1500, 100_003}) {
        tests.add(
            DynamicTest.dynamicTest(
                count + " at " + place,
                () -> {
                  float[] expected = new float[count];
                  host.fill(place.key(), place.site(), place.step(), 0, expected, 0, count);
                  bits("at " + place, expected, drawn(draw, place, Shape.of(count)));
                }));
      }
    }
    return tests.stream();
  }

  @Test
  void r22_shorterDraw_isPrefixOfLonger() {
    for (Draw draw : draws()) {
      float[] longer = drawn(draw, PLACES.get(3), Shape.of(1501));
      for (int count : new int[] {1, 2, 6, 511, 1500}) {
        float[] shorter = drawn(draw, PLACES.get(3), Shape.of(count));
        bits("the first " + count + " of 1501 numbers", Arrays.copyOf(longer, count), shorter);
      }
    }
  }

  @Test
  void r23_shape_onlyArranges() {
    for (Draw draw : draws()) {
      float[] flat = drawn(draw, PLACES.get(5), Shape.of(60));
      bits("in shape (3, 4, 5)", flat, drawn(draw, PLACES.get(5), Shape.of(3, 4, 5)));
      bits("in shape (60, 1)", flat, drawn(draw, PLACES.get(5), Shape.of(60, 1)));
    }
  }

  @Test
  void r24_keySiteAndStep_eachMatter() {
    for (Draw draw : draws()) {
      for (int i = 0; i < PLACES.size(); i++) {
        for (int j = 0; j < i; j++) {
          float[] a = drawn(draw, PLACES.get(i), Shape.of(64));
          float[] b = drawn(draw, PLACES.get(j), Shape.of(64));
          int same = 0;
          for (int k = 0; k < a.length; k++) {
            same += a[k] == b[k] ? 1 : 0;
          }
          Check.that(
              same < 8,
              same
                  + " of 64 numbers are equal at "
                  + PLACES.get(i)
                  + " and "
                  + PLACES.get(j)
                  + "; key, site and step must each change them");
        }
      }
    }
  }

  @Test
  void r25_step_isReadWhenTheOperationRuns() {
    try (Counter step = backend().counter();
        Scope scope = backend().scope()) {
      RandomStream stream = new RandomStream(9, 4, step);
      for (long expected = 0; expected < 3; expected++) {
        float[] now = scope.ops().normal(stream, Shape.of(40)).toFloats();
        scope.ops().uniform(new RandomStream(1, 1, step), Shape.of(7));
        bits(
            "at step " + expected,
            drawn(Ops::normal, new Place(9, 4, expected), Shape.of(40)),
            now);
        bits("the same draw again", now, scope.ops().normal(stream, Shape.of(40)).toFloats());
        step.advance(1);
      }
    }
  }

  @Test
  void r26_threads_doNotDisturbEachOther() throws InterruptedException {
    List<float[]> results =
        Threads.run(4, thread -> drawn(Ops::normal, new Place(3, 2, 1), Shape.of(50_000)));
    float[] alone = drawn(Ops::normal, new Place(3, 2, 1), Shape.of(50_000));
    for (float[] result : results) {
      bits("on a thread beside three others", alone, result);
    }
  }

  @Test
  void r27_uniform_isUniform() {
    float[] numbers = drawn(Ops::uniform, new Place(11, 12, 13), Shape.of(MILLION));
    int[] counts = new int[1000];
    for (float u : numbers) {
      Check.that(u > 0 && u < 1, "uniform numbers lie in the open interval (0, 1), got " + u);
      counts[(int) (u * 1000)]++;
    }
    double chiSquare =
        Arrays.stream(counts).mapToDouble(c -> (c - 1000.0) * (c - 1000.0) / 1000).sum();
    Check.that(
        Math.abs(chiSquare - 999) < 5 * Math.sqrt(2 * 999),
        "chi-square of 1000 bins is "
            + chiSquare
            + ", expected 999 ± 224 (five standard deviations)");
  }

  @Test
  void r28_normal_isStandardNormal() {
    float[] numbers = drawn(Ops::normal, new Place(11, 12, 13), Shape.of(MILLION));
    double[] moments = new double[5];
    for (float z : numbers) {
      for (int k = 1; k < 5; k++) {
        moments[k] += Math.pow(z, k) / MILLION;
      }
    }
    // Standard errors of the first four moments of a million numbers: sqrt(1, 2, 15, 96) / 1000.
    double[] expected = {0, 0, 1, 0, 3};
    double[] error = {0, 1e-3, 1.42e-3, 3.88e-3, 9.8e-3};
    for (int k = 1; k < 5; k++) {
      Check.that(
          Math.abs(moments[k] - expected[k]) < 5 * error[k],
          "moment " + k + " is " + moments[k] + ", expected " + expected[k] + " ± " + 5 * error[k]);
    }
  }

  private static List<Draw> draws() {
    return List.of(Ops::uniform, Ops::normal);
  }

  private float[] drawn(Draw draw, Place place, Shape shape) {
    try (Counter step = backend().counter();
        Scope scope = backend().scope()) {
      step.set(place.step());
      Tensor x = draw.of(scope.ops(), new RandomStream(place.key(), place.site(), step), shape);
      Check.equal("shape of a draw", shape, x.shape());
      return x.toFloats();
    }
  }

  private static void bits(String what, float[] expected, float[] actual) {
    Check.that(
        expected.length == actual.length,
        what + ": expected " + expected.length + " numbers, got " + actual.length);
    for (int i = 0; i < expected.length; i++) {
      if (Float.floatToRawIntBits(expected[i]) != Float.floatToRawIntBits(actual[i])) {
        throw new AssertionError(
            what + ": number " + i + " is " + actual[i] + ", expected exactly " + expected[i]);
      }
    }
  }
}
