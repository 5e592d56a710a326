package io.github.vae4j.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.api.tensor.StepScalar;
import org.junit.jupiter.api.Test;

class UpdateTest {
  @Test
  void momentsThatFadeNeverBecomeSubnormal() {
    Update update = update();
    Scratch s = new Scratch();
    s.c[0] = 1e-3f;
    s.d[0] = 1e-36f;
    for (int step = 0; step < 5000; step++) {
      update.adam(s, 1);
      assertThat(s.c[0]).satisfiesAnyOf(m -> assertThat(m).isZero(), UpdateTest::assertNormal);
      assertThat(s.d[0]).satisfiesAnyOf(v -> assertThat(v).isZero(), UpdateTest::assertNormal);
    }
    assertThat(s.c[0]).isLessThan(1e-36f);
  }

  @Test
  void momentumThatFadesNeverBecomesSubnormal() {
    Update update = update();
    Scratch s = new Scratch();
    s.c[0] = 1e-3f;
    for (int step = 0; step < 5000; step++) {
      update.sgd(s, 1);
      assertThat(s.c[0]).satisfiesAnyOf(m -> assertThat(m).isZero(), UpdateTest::assertNormal);
    }
    assertThat(s.c[0]).isLessThan(1e-36f);
  }

  @Test
  void smallMomentsKeepTheirDigits() {
    Update update = update();
    Scratch s = new Scratch();
    s.c[0] = 3e-20f;
    s.d[0] = 3e-20f;
    update.adam(s, 1);
    assertThat(s.c[0]).isEqualTo(0.9f * 3e-20f);
    assertThat(s.d[0]).isEqualTo(0.999f * 3e-20f);
  }

  private static void assertNormal(float x) {
    assertThat(x).isGreaterThanOrEqualTo(Float.MIN_NORMAL);
  }

  private static Update update() {
    float[] scalars = new float[StepScalar.COUNT];
    scalars[StepScalar.BETA1.index()] = 0.9f;
    scalars[StepScalar.BETA2.index()] = 0.999f;
    scalars[StepScalar.EPSILON.index()] = 1e-8f;
    scalars[StepScalar.LEARNING_RATE.index()] = 1e-3f;
    scalars[StepScalar.CORRECTION1.index()] = 1;
    scalars[StepScalar.CORRECTION2.index()] = 1;
    return new Update(scalars, 1);
  }
}
