package io.github.vae4j.nd4j;

import static io.github.vae4j.api.tensor.StepScalar.BETA1;
import static io.github.vae4j.api.tensor.StepScalar.BETA2;
import static io.github.vae4j.api.tensor.StepScalar.CLIP_NORM;
import static io.github.vae4j.api.tensor.StepScalar.CORRECTION1;
import static io.github.vae4j.api.tensor.StepScalar.CORRECTION2;
import static io.github.vae4j.api.tensor.StepScalar.DECOUPLED_DECAY;
import static io.github.vae4j.api.tensor.StepScalar.EPSILON;
import static io.github.vae4j.api.tensor.StepScalar.LEARNING_RATE;
import static io.github.vae4j.api.tensor.StepScalar.WEIGHT_DECAY;

import io.github.vae4j.api.tensor.StepScalar;

/**
 * One optimiser step over tiles: parameters in the scratch's a, gradients in b, moments in c and d.
 */
final class Update {
  static final int SCALARS = StepScalar.COUNT;

  /**
   * Added to a moment and taken off again, so that one that fades, as those of a dead unit do,
   * never becomes subnormal, with which these loops take over thirty times as long: Adam's 13 ns an
   * entry in place of 0.4, measured.
   */
  private static final float TINY = 0x1p-100f;

  private final float clip;
  private final float weightDecay;
  private final float beta1;
  private final float beta2;
  private final float epsilon;
  private final float rate;
  private final float correctedRate;
  private final float correctedRoot;
  private final float decoupledDecay;

  /**
   * Reads the scalars.
   *
   * @param norm of all gradients, as measured
   */
  Update(float[] scalars, double norm) {
    double limit = value(scalars, CLIP_NORM);
    double learningRate = value(scalars, LEARNING_RATE);
    clip = (float) (limit == 0 ? 1 : Math.min(1, limit / norm));
    weightDecay = (float) value(scalars, WEIGHT_DECAY);
    beta1 = (float) value(scalars, BETA1);
    beta2 = (float) value(scalars, BETA2);
    epsilon = (float) value(scalars, EPSILON);
    rate = (float) learningRate;
    correctedRate = (float) (learningRate / value(scalars, CORRECTION1));
    correctedRoot = (float) (1 / Math.sqrt(value(scalars, CORRECTION2)));
    decoupledDecay = (float) (learningRate * value(scalars, DECOUPLED_DECAY));
  }

  /**
   * Kingma and Ba 2015, algorithm 1, with the decoupled decay of Loshchilov and Hutter 2019,
   * algorithm 2.
   */
  void adam(Scratch s, int n) {
    adam(s.a, s.b, s.c, s.d, n);
  }

  private void adam(float[] parameters, float[] gradients, float[] first, float[] second, int n) {
    float factor = clip;
    float pull = weightDecay;
    float old1 = beta1;
    float fresh1 = 1 - beta1;
    float old2 = beta2;
    float fresh2 = 1 - beta2;
    float step = correctedRate;
    float scale = correctedRoot;
    float least = epsilon;
    float decay = decoupledDecay;
    for (int i = 0; i < n; i++) {
      float p = parameters[i];
      float g = gradients[i] * factor + pull * p;
      float m = ((old1 * first[i] + fresh1 * g) + TINY) - TINY;
      float v = ((old2 * second[i] + fresh2 * (g * g)) + TINY) - TINY;
      first[i] = m;
      second[i] = v;
      float root = (float) Math.sqrt(v) * scale + least;
      parameters[i] = p - (step * m / root + decay * p);
    }
  }

  void sgd(Scratch s, int n) {
    decay(s.a, s.b, n);
    for (int i = 0; i < n; i++) {
      s.c[i] = ((beta1 * s.c[i] + s.b[i]) + TINY) - TINY;
    }
    for (int i = 0; i < n; i++) {
      s.a[i] -= rate * s.c[i];
    }
  }

  private void decay(float[] parameters, float[] gradients, int n) {
    float factor = clip;
    float pull = weightDecay;
    for (int i = 0; i < n; i++) {
      gradients[i] = gradients[i] * factor + pull * parameters[i];
    }
  }

  private static double value(float[] scalars, StepScalar scalar) {
    return scalars[scalar.index()];
  }
}
