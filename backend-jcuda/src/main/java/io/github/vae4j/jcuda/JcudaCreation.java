package io.github.vae4j.jcuda;

import io.github.vae4j.api.tensor.Creation;
import io.github.vae4j.api.tensor.RandomStream;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.ShapeRules;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.Tensor;

/** Tensors out of host values, states and random streams. */
abstract class JcudaCreation extends JcudaConvolutions implements Creation {
  JcudaCreation(JcudaScope scope) {
    super(scope);
  }

  @Override
  public Tensor tensor(float[] values, Shape shape) {
    requireOpen("tensor");
    return scope.makeConstant("tensor", ShapeRules.tensor(values.length, shape), values);
  }

  @Override
  public Tensor tensor(double[] values, Shape shape) {
    return tensor(Floats.of(values), shape);
  }

  @Override
  public Tensor full(double value, Shape shape) {
    JcudaTensor full = result("full", shape);
    if (shape.size() > 0) {
      int size = (int) shape.size();
      launch("fill", Grid.flat(size), full.address("full"), size, (float) value);
    }
    return full;
  }

  @Override
  public Tensor view(State state, long offset, Shape shape) {
    requireOpen("view");
    JcudaState mine = Operands.of("view", state, scope.backend());
    return scope.makeView(shape, mine.range("view", offset, shape.size()), mine);
  }

  @Override
  public Tensor range(int count) {
    throw new UnsupportedOperationException("range");
  }

  @Override
  public Tensor uniform(RandomStream stream, Shape shape) {
    throw new UnsupportedOperationException("uniform");
  }

  @Override
  public Tensor normal(RandomStream stream, Shape shape) {
    throw new UnsupportedOperationException("normal");
  }
}
