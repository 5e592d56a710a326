package io.github.vae4j.djl;

import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import java.util.Arrays;
import java.util.List;

/** A layer of usual size, to time products by. */
final class TimedLayer implements AutoCloseable {
  private static final int ROWS = 128;
  private static final int INPUTS = 784;
  private static final int OUTPUTS = 400;
  private static final int WARM_UPS = 3;
  private static final int ROUNDS = 7;

  private final PtNDManager manager;
  private final IValue x;
  private final IValue weight;
  private final IValue bias;
  private final IValue output;
  private final IValue activation = IValue.from("RELU");

  TimedLayer(PtNDManager parent) {
    manager = parent.newSubManager(parent.getDevice());
    x = ones(ROWS, INPUTS);
    weight = ones(INPUTS, OUTPUTS);
    bias = ones(OUTPUTS);
    output = ones(ROWS, OUTPUTS);
  }

  private IValue ones(int... shape) {
    return IValue.from((PtNDArray) manager.ones(DjlBackend.shape(shape), DataType.FLOAT32));
  }

  /** Returns the median time of the layer, forward and backward. */
  double microseconds(Kernels kernels) {
    long multiplications = (long) ROWS * INPUTS * OUTPUTS;
    String forward = kernels.product("linear", multiplications);
    String backward = kernels.product("linearGrad", multiplications);
    double[] times = new double[ROUNDS];
    for (int i = -WARM_UPS; i < ROUNDS; i++) {
      long start = System.nanoTime();
      kernels.run(forward, x, weight, bias, activation).close();
      kernels.run(backward, x, weight, output, output, activation).close();
      if (i >= 0) {
        times[i] = (System.nanoTime() - start) / 1e3;
      }
    }
    Arrays.sort(times);
    return times[ROUNDS / 2];
  }

  @Override
  public void close() {
    List.of(x, weight, bias, output, activation).forEach(IValue::close);
    manager.close();
  }
}
