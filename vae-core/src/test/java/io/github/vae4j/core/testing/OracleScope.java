package io.github.vae4j.core.testing;

import io.github.vae4j.api.random.Noise;
import io.github.vae4j.api.tensor.Counter;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.RandomStream;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.autodiff.Tape;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.Weights;
import io.github.vae4j.core.reference.ReferenceBackend;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** One scope of the reference backend, with the few things tests of parts of a model ask of it. */
public final class OracleScope implements AutoCloseable {
  private static final double STEP = 1e-5;

  private final ReferenceBackend backend = new ReferenceBackend();
  private final Scope scope = backend.scope();
  private final Counter step = backend.counter();
  private final List<Weights> opened = new ArrayList<>();

  /** Returns the backend. */
  public ReferenceBackend backend() {
    return backend;
  }

  /** Returns a model's first values, which are closed with this. */
  public Weights initial(Architecture model) {
    Weights weights = Weights.initial(backend, model, 1);
    opened.add(weights);
    return weights;
  }

  /** Returns raw operations. */
  public Ops ops() {
    return scope.ops();
  }

  /** Returns a vector. */
  public Tensor vector(double... values) {
    return ops().tensor(values, Shape.of(values.length));
  }

  /** Returns a tensor of the given values. */
  public Tensor tensor(Shape shape, double... values) {
    return ops().tensor(values, shape);
  }

  /** Returns reproducible values spread over (−1.5, 1.5), in no order. */
  public Tensor spread(int seed, int... sizes) {
    Shape shape = Shape.of(sizes);
    double[] values = new double[(int) shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = 1.5 * Math.sin(12.9898 * (i + 1) + 78.233 * seed);
    }
    return tensor(shape, values);
  }

  /** Returns noise of the given seed. */
  public Noise noise(long seed) {
    return new Noise(ops(), new RandomStream(seed, 0, step));
  }

  /** Goes on to the next step, in which noise is another. */
  public void advance() {
    step.advance(1);
  }

  /**
   * Returns by how much the gradient on the tape differs at most from central differences, relative
   * to max(1, |difference|).
   *
   * @param loss a scalar function of as many tensors as there are points
   */
  public double gradientError(Function<List<Tensor>, Tensor> loss, Tensor... points) {
    Tape tape = new Tape(ops());
    List<Tensor> leaves = new ArrayList<>();
    for (Tensor point : points) {
      leaves.add(tape.variable(point));
    }
    List<Tensor> gradients = tape.gradients(loss.apply(leaves), leaves);
    double worst = 0;
    for (int p = 0; p < points.length; p++) {
      double[] gradient = gradients.get(p).toDoubles();
      for (int i = 0; i < gradient.length; i++) {
        double numeric = difference(loss, points, p, i);
        double error = Math.abs(gradient[i] - numeric) / Math.max(1, Math.abs(numeric));
        worst = Double.isNaN(error) ? Double.NaN : Math.max(worst, error);
      }
    }
    return worst;
  }

  private double difference(Function<List<Tensor>, Tensor> loss, Tensor[] points, int p, int i) {
    double high = loss.apply(moved(points, p, i, STEP)).item();
    double low = loss.apply(moved(points, p, i, -STEP)).item();
    return (high - low) / (2 * STEP);
  }

  private List<Tensor> moved(Tensor[] points, int p, int i, double by) {
    List<Tensor> moved = new ArrayList<>(List.of(points));
    double[] values = points[p].toDoubles();
    values[i] += by;
    moved.set(p, tensor(points[p].shape(), values));
    return moved;
  }

  @Override
  public void close() {
    scope.close();
    opened.forEach(Weights::close);
    step.close();
    backend.close();
  }
}
