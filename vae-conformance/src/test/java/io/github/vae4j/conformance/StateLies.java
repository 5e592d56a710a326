package io.github.vae4j.conformance;

import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.StepScalar;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.conformance.forwarding.ForwardingBackend;
import io.github.vae4j.conformance.forwarding.ForwardingState;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;

/** States whose updates are wrong. */
final class StateLies {
  private StateLies() {}

  static List<Lie> all() {
    return List.of(
        lie("starts dirty", "r50_freshState_isZero", StartsDirty::new, "a fresh state: entry [0]"),
        lie("fills one too many", "r52_fill_writesARange", FillsOneMore::new, "after fill"),
        lie(
            "writes under bad health",
            "r55_assignUnderHealth_writesOnlyWhileGood",
            IgnoresHealth::new,
            "with health 0"),
        lie("forgives", "r56_measure_writesNormAndJudgement", Forgives::new, "health stays bad"),
        lie(
            "overlooks an infinite loss",
            "r56_measure_seesInfiniteLossAndGradient",
            OverlooksTheLoss::new,
            "health after the loss NaN"),
        lie(
            "does not correct Adam's bias",
            "r57_adamStep_matchesReference",
            DoesNotCorrect::new,
            "five steps of Adam"),
        lie(
            "forgets small moments",
            "r57_adamStep_forgetsTinyMomentsOnly",
            ForgetsSmallMoments::new,
            "Adam without gradients"),
        lie(
            "forgets its momentum by the step's number",
            "r62_sgdStep_forgetsTinyMomentsOnly",
            ForgetsByTheStep::new,
            "gradient descent without gradients"),
        lie(
            "updates the whole state",
            "r58_adamStep_touchesItsRangeOnly",
            UpdatesEverything::new,
            "Adam on a range"),
        lie("never clips", "r59_clipping_boundsTheNorm", NeverClips::new, "clipped"),
        lie(
            "updates under bad health",
            "r60_badHealth_stopsEveryUpdate",
            IgnoresHealth::new,
            "after updates under bad health"),
        lie(
            "updates every row",
            "r61_adamRows_touchesItsRowsOnly",
            NeverClips::new,
            "Adam on rows"),
        lie(
            "forgets its momentum",
            "r62_sgdStep_matchesReference",
            ForgetsMomentum::new,
            "gradient descent with momentum"),
        lie(
            "averages the wrong way round",
            "r63_average_movesTowardTheSource",
            AveragesBackward::new,
            "averaging with d = 0.75"));
  }

  private static Lie lie(
      String name,
      String test,
      BiFunction<ForwardingBackend, State, State> state,
      String... words) {
    Lie.ForwardingBackendSource source =
        () ->
            new ForwardingBackend() {
              @Override
              protected State around(State inner) {
                return state.apply(this, inner);
              }
            };
    return Lie.backend(name, LyingBackend.class, test, source, words);
  }

  private static State one(Backend backend) {
    State health = backend.state(State.HEALTH_SIZE);
    health.fill(0, 1, 1);
    return health;
  }

  private static void overwrite(State scalars, StepScalar scalar, double value) {
    scalars.fill(scalar.index(), 1, value);
  }

  private static final class StartsDirty extends ForwardingState {
    StartsDirty(ForwardingBackend backend, State inner) {
      super(backend, inner);
      inner.fill(0, Math.min(1, inner.size()), 1);
    }
  }

  private static final class FillsOneMore extends ForwardingState {
    FillsOneMore(ForwardingBackend backend, State inner) {
      super(backend, inner);
    }

    @Override
    public void fill(long offset, long length, double value) {
      super.fill(offset, Math.min(length + 1, size() - offset), value);
    }
  }

  private static final class IgnoresHealth extends ForwardingState {
    IgnoresHealth(ForwardingBackend backend, State inner) {
      super(backend, inner);
    }

    @Override
    public void assign(long offset, Tensor value, State health) {
      assign(offset, value);
    }

    @Override
    public void sgdStep(
        long offset, long length, State gradients, State momentum, State scalars, State health) {
      super.sgdStep(offset, length, gradients, momentum, scalars, one(raw(this).backend()));
    }
  }

  private static final class Forgives extends ForwardingState {
    Forgives(ForwardingBackend backend, State inner) {
      super(backend, inner);
    }

    @Override
    public void measure(Tensor loss, State health) {
      health.fill(0, 1, 1);
      super.measure(loss, health);
    }
  }

  private static final class OverlooksTheLoss extends ForwardingState {
    OverlooksTheLoss(ForwardingBackend backend, State inner) {
      super(backend, inner);
    }

    @Override
    public void measure(Tensor loss, State health) {
      super.measure(loss.ops().full(0, loss.shape()), health);
    }
  }

  static final class DoesNotCorrect extends ForwardingState {
    DoesNotCorrect(ForwardingBackend backend, State inner) {
      super(backend, inner);
    }

    @Override
    public void adamStep(
        long offset,
        long length,
        State gradients,
        State first,
        State second,
        State scalars,
        State health) {
      overwrite(scalars, StepScalar.CORRECTION1, 1);
      super.adamStep(offset, length, gradients, first, second, scalars, health);
    }
  }

  private static final class ForgetsSmallMoments extends ForwardingState {
    ForgetsSmallMoments(ForwardingBackend backend, State inner) {
      super(backend, inner);
    }

    @Override
    public void adamStep(
        long offset,
        long length,
        State gradients,
        State first,
        State second,
        State scalars,
        State health) {
      super.adamStep(offset, length, gradients, first, second, scalars, health);
      double[] moments = second.toDoubles(offset, (int) length);
      second.set(offset, Arrays.stream(moments).map(v -> v < 1e-20 ? 0 : v).toArray());
    }
  }

  private static final class ForgetsByTheStep extends ForwardingState {
    ForgetsByTheStep(ForwardingBackend backend, State inner) {
      super(backend, inner);
    }

    @Override
    public void sgdStep(
        long offset, long length, State gradients, State momentum, State scalars, State health) {
      super.sgdStep(offset, length, gradients, momentum, scalars, health);
      if (scalars.toDoubles(StepScalar.STEP.index(), 1)[0] == 64) {
        momentum.fill(offset, length, 0);
      }
    }
  }

  private static final class UpdatesEverything extends ForwardingState {
    UpdatesEverything(ForwardingBackend backend, State inner) {
      super(backend, inner);
    }

    @Override
    public void adamStep(
        long offset,
        long length,
        State gradients,
        State first,
        State second,
        State scalars,
        State health) {
      super.adamStep(0, size(), gradients, first, second, scalars, health);
    }
  }

  private static final class NeverClips extends ForwardingState {
    NeverClips(ForwardingBackend backend, State inner) {
      super(backend, inner);
    }

    @Override
    public void adamStep(
        long offset,
        long length,
        State gradients,
        State first,
        State second,
        State scalars,
        State health) {
      overwrite(scalars, StepScalar.CLIP_NORM, 0);
      super.adamStep(offset, length, gradients, first, second, scalars, health);
    }

    @Override
    public void adamRows(
        int width,
        Tensor rows,
        Tensor gradients,
        State first,
        State second,
        State scalars,
        State health) {
      super.adamStep(0, size(), first, first, second, scalars, health);
      super.adamRows(width, rows, gradients, first, second, scalars, health);
    }
  }

  private static final class ForgetsMomentum extends ForwardingState {
    ForgetsMomentum(ForwardingBackend backend, State inner) {
      super(backend, inner);
    }

    @Override
    public void sgdStep(
        long offset, long length, State gradients, State momentum, State scalars, State health) {
      momentum.fill(offset, length, 0);
      super.sgdStep(offset, length, gradients, momentum, scalars, health);
    }
  }

  private static final class AveragesBackward extends ForwardingState {
    AveragesBackward(ForwardingBackend backend, State inner) {
      super(backend, inner);
    }

    @Override
    public void average(State source, State decay, State health) {
      if (source.size() == size()) {
        decay.set(0, new double[] {1 - decay.toDoubles(0, 1)[0]});
      }
      super.average(source, decay, health);
    }
  }
}
