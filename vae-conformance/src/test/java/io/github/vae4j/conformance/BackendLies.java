package io.github.vae4j.conformance;

import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Replay;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.conformance.forwarding.ForwardingBackend;
import io.github.vae4j.conformance.forwarding.ForwardingOps;
import io.github.vae4j.conformance.forwarding.ForwardingScope;
import java.util.List;

/** Backends, scopes and replays that break their rules. */
final class BackendLies {
  private BackendLies() {}

  static List<Lie> all() {
    return List.of(
        new Lie(
            "has a name of its own",
            LyingBackend.class,
            "r30_names_followTheSyntax",
            List.of("got 'Big_Liar'"),
            new LiarProvider("Big_Liar", ForwardingBackend::new, true)),
        new Lie(
            "ignores the option threads",
            LyingBackend.class,
            "r32_threads_isAnOptionOfEveryBackend",
            List.of("no option 'threads'"),
            new LiarProvider("liar", ForwardingBackend::new, false)),
        lie(
            "starts with something",
            "r34_freshBackend_holdsNothing",
            StartsWithSomething::new,
            "bytes of a fresh backend"),
        lie(
            "leaks tensors",
            "r36_closedScope_freesItsTensors",
            NeverCloses::new,
            "memory().tensors() after the scope closed"),
        lie(
            "leaks a tensor a step",
            "r41_tenThousandSteps_doNotGrowMemory",
            LeaksNested::new,
            "after 10,000 steps, against 100"),
        lie(
            "loses what was kept",
            "r37_keptTensor_survivesItsScope",
            LosesWhatWasKept::new,
            "entries of a kept tensor"),
        lie(
            "keeps for ever",
            "r38_keep_refusesWhatItCannotKeep",
            KeepsForEver::new,
            "keep in an outermost scope: was not refused"),
        lie(
            "shares scratch among threads",
            "r42_scopesOfTwoThreads_areIndependent",
            SharesScratch::new,
            "work on a thread beside others"),
        lie(
            "runs while capturing",
            "r75_capture_doesNotRunTheStep",
            RunsWhileCapturing::new,
            "the counter after capture, before any replay: expected 0, got 1"),
        lie(
            "replays a recording",
            "r76_replay_givesWhatTheStepGives",
            ReplaysOnce::new,
            "weights, loss and counter after replay 2"));
  }

  private static Lie lie(
      String name, String test, Lie.ForwardingBackendSource source, String... words) {
    return Lie.backend(name, LyingBackend.class, test, source, words);
  }

  private static final class StartsWithSomething extends ForwardingBackend {
    StartsWithSomething() {
      super.state(10);
    }
  }

  private static final class NeverCloses extends ForwardingBackend {
    @Override
    protected Scope around(Scope scope, ForwardingOps outer) {
      return new ForwardingScope(this, scope, outer) {
        @Override
        public void close() {
          ops().full(0, Shape.scalar());
        }
      };
    }
  }

  private static final class LeaksNested extends ForwardingBackend {
    private final Scope hidden = super.scope();

    @Override
    protected Scope around(Scope scope, ForwardingOps outer) {
      return new ForwardingScope(this, scope, outer) {
        @Override
        public Tensor keep(Tensor tensor) {
          hidden.ops().full(0, tensor.shape());
          return super.keep(tensor);
        }
      };
    }
  }

  private static final class LosesWhatWasKept extends ForwardingBackend {
    @Override
    protected Scope around(Scope scope, ForwardingOps outer) {
      return new ForwardingScope(this, scope, outer) {
        @Override
        public Tensor keep(Tensor tensor) {
          Tensor kept = super.keep(tensor);
          return kept.ops().full(0, kept.shape());
        }
      };
    }
  }

  private static final class KeepsForEver extends ForwardingBackend {
    @Override
    protected Scope around(Scope scope, ForwardingOps outer) {
      return new ForwardingScope(this, scope, outer) {
        @Override
        public Tensor keep(Tensor tensor) {
          return ops().depth() == 0 ? tensor : super.keep(tensor);
        }
      };
    }
  }

  /** Every thread but the first gets the result that another one left. */
  private static final class SharesScratch extends ForwardingBackend {
    private final Thread first = Thread.currentThread();

    @Override
    protected ForwardingOps operations(Ops ops) {
      return new ForwardingOps(this, ops) {
        @Override
        public Tensor tanh(Tensor x) {
          Tensor result = super.tanh(x);
          return Thread.currentThread() == first ? result : affine(result, 0.5, 0);
        }
      };
    }
  }

  private static final class RunsWhileCapturing extends ForwardingBackend {
    @Override
    public Replay capture(Runnable step) {
      step.run();
      return super.capture(step);
    }
  }

  private static final class ReplaysOnce extends ForwardingBackend {
    @Override
    public Replay capture(Runnable step) {
      Replay inner = super.capture(step);
      return new Replay() {
        private boolean ran;

        @Override
        public void run() {
          if (!ran) {
            inner.run();
          }
          ran = true;
        }

        @Override
        public void close() {
          inner.close();
        }
      };
    }
  }
}
