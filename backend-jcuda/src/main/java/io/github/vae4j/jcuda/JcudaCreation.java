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
    long to = full.address("full");
    int size = (int) shape.size();
    if (size > 0 && !chained("fill", to, size, Walk.repeated(shape), (float) value, 0)) {
      launch("fill", Grid.flat(size), to, size, (float) value);
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
    JcudaTensor range = result("range", ShapeRules.range(count));
    if (count > 0) {
      launch("range", Grid.flat(count), range.address("range"), count);
    }
    return range;
  }

  @Override
  public Tensor uniform(RandomStream stream, Shape shape) {
    return drawn("uniform", stream, shape);
  }

  @Override
  public Tensor normal(RandomStream stream, Shape shape) {
    return drawn("normal", stream, shape);
  }

  private JcudaTensor drawn(String operation, RandomStream stream, Shape shape) {
    requireOpen(operation);
    long step = Operands.of(operation, stream.step(), scope.backend()).address(operation);
    JcudaTensor drawn = result(operation, shape);
    long to = drawn.address(operation);
    int count = (int) shape.size();
    Queue queue = scope.lane().queue();
    if (queue.chains() && Chain.takes(operation, count)) {
      queue.chain(Chain.draw(operation, step, stream.key(), stream.site(), to, count));
    } else if (count > 0) {
      Grid grid = Grid.flat((count + 3L) / 4);
      launch(operation, grid, step, stream.key(), stream.site(), to, count);
    }
    return drawn;
  }
}
