package io.github.vae4j.conformance;

import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.RandomStream;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.conformance.forwarding.ForwardingBackend;
import io.github.vae4j.conformance.forwarding.ForwardingOps;
import io.github.vae4j.conformance.forwarding.ForwardingState;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Faults that show in whole trainings. */
final class TrainingLies {
  private TrainingLies() {}

  static List<Lie> all() {
    return List.of(
        Lie.operations(
            "trains on half a gradient",
            LyingTraining.class,
            "r110_boundAndGradients_matchTheRecording",
            OpsLies.HalvesAGradient::new,
            "gradient of",
            "recorded"),
        lie(
            "trains without bias correction",
            "r111_trainingCurve_followsTheRecording",
            UncorrectedAdam::new,
            "loss of each of 200 steps: step"),
        lie(
            "evaluates other noise",
            "r112_recordedCheckpoint_evaluatesAlike",
            DrawsWhatComesNext::new,
            "evaluation of the recorded checkpoint: "),
        lie(
            "draws what comes next",
            "r113_sameSeed_givesTheSameCheckpoint",
            DrawsWhatComesNext::new,
            "two trainings with one seed must write the same bytes"),
        lie(
            "draws what comes next after resuming",
            "r114_resumedTraining_equalsNeverStopped",
            DrawsWhatComesNext::new,
            "stopped after epoch 3 and resumed"),
        lie(
            "keeps states for ever",
            "r115_training_leavesNothingBehind",
            KeepsStates::new,
            "memory().bytes() after training"));
  }

  private static Lie lie(
      String name, String test, Lie.ForwardingBackendSource source, String... words) {
    return Lie.backend(name, LyingTraining.class, test, source, words);
  }

  private static final class UncorrectedAdam extends ForwardingBackend {
    @Override
    protected State around(State state) {
      return new StateLies.DoesNotCorrect(this, state);
    }
  }

  private static final class DrawsWhatComesNext extends ForwardingBackend {
    private final AtomicLong draws = new AtomicLong();

    @Override
    protected ForwardingOps operations(Ops ops) {
      return new ForwardingOps(this, ops) {
        @Override
        public Tensor normal(RandomStream stream, Shape shape) {
          return super.normal(
              new RandomStream(draws.incrementAndGet(), stream.site(), stream.step()), shape);
        }
      };
    }
  }

  private static final class KeepsStates extends ForwardingBackend {
    @Override
    protected State around(State state) {
      return new ForwardingState(this, state) {
        @Override
        public void close() {
          fill(0, 0, 0);
        }
      };
    }
  }
}
