package io.github.vae4j.conformance;

import io.github.vae4j.api.tensor.Counter;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Replay;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.conformance.forwarding.ForwardingBackend;
import io.github.vae4j.conformance.forwarding.ForwardingOps;
import io.github.vae4j.conformance.forwarding.ForwardingState;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Backends that do in a replay what they would not do by themselves. */
final class CaptureLies {
  private CaptureLies() {}

  static List<Lie> all() {
    return List.of(
        lie(
            "counts at the end of a replay",
            "r71_countersInsideAStep_advanceInTheirPlace",
            CountsAtTheEnd::new,
            "draws before and after the counter advanced, replay 1"),
        lie(
            "fills at the end of a replay",
            "r72_readsAndWrites_keepTheirOrder",
            FillsAtTheEnd::new,
            "what was read before, between and after writes, replay 1"),
        lie(
            "writes 0 for what is no number",
            "r73_constantsOfAStep_stayAsTheyWere",
            WritesZero::new,
            "constants, those that are no number among them, replay 1"),
        lie(
            "judges by the health of the first replay",
            "r74_health_isReadAtEachReplay",
            RemembersHealth::new,
            "updates under health, replay 2"),
        lie(
            "remembers row numbers",
            "r76_rowNumbers_areReadAtEachReplay",
            RemembersRows::new,
            "rows 3, 0, 3"),
        lie(
            "forgets after hundreds of replays",
            "r79_captures_shareStates",
            TiresOut::new,
            "−500 + 1000 replays"),
        lie(
            "runs a failed step no more",
            "r78_failedStep_leavesNothingBehind",
            GivesUp::new,
            "two replays after the failed ones"));
  }

  private static Lie lie(
      String name, String test, Lie.ForwardingBackendSource source, String... words) {
    return Lie.backend(name, LyingBackend.class, test, source, words);
  }

  /** Knows when a replay is under way, and puts off to its end what it is told to. */
  private abstract static class Replaying extends ForwardingBackend {
    private final Deque<Runnable> putOff = new ArrayDeque<>();
    private int replays;
    private boolean replaying;

    final boolean replaying() {
      return replaying;
    }

    final int replays() {
      return replays;
    }

    final void atTheEnd(Runnable work) {
      if (replaying) {
        putOff.add(work);
      } else {
        work.run();
      }
    }

    @Override
    public Replay capture(Runnable step) {
      Replay inner = super.capture(step);
      return new Replay() {
        @Override
        public void run() {
          replaying = true;
          replays++;
          try {
            replay(inner);
          } finally {
            replaying = false;
          }
          while (!putOff.isEmpty()) {
            putOff.remove().run();
          }
        }

        @Override
        public void close() {
          inner.close();
        }
      };
    }

    void replay(Replay inner) {
      inner.run();
    }
  }

  private static final class CountsAtTheEnd extends Replaying {
    @Override
    public Counter counter() {
      Counter inner = super.counter();
      return new Counter() {
        @Override
        public long value() {
          return inner.value();
        }

        @Override
        public void set(long value) {
          inner.set(value);
        }

        @Override
        public void advance(long by) {
          atTheEnd(() -> inner.advance(by));
        }

        @Override
        public void close() {
          inner.close();
        }
      };
    }
  }

  private static final class FillsAtTheEnd extends Replaying {
    @Override
    protected State around(State inner) {
      return new ForwardingState(this, inner) {
        @Override
        public void fill(long offset, long length, double value) {
          atTheEnd(() -> super.fill(offset, length, value));
        }
      };
    }
  }

  private static final class WritesZero extends Replaying {
    @Override
    protected ForwardingOps operations(Ops ops) {
      return new ForwardingOps(this, ops) {
        @Override
        public Tensor full(double value, Shape shape) {
          return super.full(replaying() && !Double.isFinite(value) ? 0 : value, shape);
        }
      };
    }
  }

  private static final class RemembersHealth extends Replaying {
    private double first;

    @Override
    protected State around(State inner) {
      return new ForwardingState(this, inner) {
        @Override
        public void assign(long offset, Tensor value, State health) {
          if (replaying()) {
            first = replays() == 1 ? health.toDoubles(0, 1)[0] : first;
            health.fill(0, 1, first);
          }
          super.assign(offset, value, health);
        }
      };
    }
  }

  private static final class RemembersRows extends Replaying {
    private double[] first = new double[0];

    @Override
    protected ForwardingOps operations(Ops ops) {
      return new ForwardingOps(this, ops) {
        @Override
        public Tensor gather(Tensor table, Tensor rows) {
          if (replays() == 1) {
            first = rows.toDoubles();
          }
          return super.gather(table, replaying() ? tensor(first, rows.shape()) : rows);
        }
      };
    }
  }

  private static final class TiresOut extends Replaying {
    @Override
    void replay(Replay inner) {
      if (replays() < 500) {
        inner.run();
      }
    }
  }

  private static final class GivesUp extends Replaying {
    private int failures;

    @Override
    void replay(Replay inner) {
      if (failures == 4) {
        return;
      }
      try {
        inner.run();
      } catch (IllegalArgumentException e) {
        failures++;
        throw e;
      }
    }
  }
}
