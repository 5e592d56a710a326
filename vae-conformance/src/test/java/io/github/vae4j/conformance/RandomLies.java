package io.github.vae4j.conformance;

import io.github.vae4j.api.tensor.Counter;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.RandomStream;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.conformance.forwarding.ForwardingBackend;
import io.github.vae4j.conformance.forwarding.ForwardingOps;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Random numbers that depend on the wrong things. */
final class RandomLies {
  private RandomLies() {}

  static List<Lie> all() {
    return List.of(
        lie(
            "ignores the seed",
            "r24_keySiteAndStep_eachMatter",
            IgnoresTheSeed::new,
            "key, site and step must each change them"),
        lie(
            "ignores the seed bit by bit",
            "r21_normal_isBitIdenticalToHost",
            IgnoresTheSeed::new,
            "expected exactly"),
        lie(
            "computes normals in double",
            "r21_normal_isBitIdenticalToHost",
            RoundsDifferently::new,
            "expected exactly"),
        lie(
            "draws from the end",
            "r22_shorterDraw_isPrefixOfLonger",
            DrawsFromTheEnd::new,
            "the first",
            "of 1501 numbers"),
        lie("draws by rows", "r23_shape_onlyArranges", DrawsByRows::new, "in shape (3, 4, 5)"),
        Lie.backend(
            "remembers the first step",
            LyingRandom.class,
            "r25_step_isReadWhenTheOperationRuns",
            RemembersTheStep::new,
            "at step 1"),
        lie("reaches 1", "r27_uniform_isUniform", ReachesOne::new, "open interval (0, 1), got 1.0"),
        lie("is too narrow", "r28_normal_isStandardNormal", IsTooNarrow::new, "moment 2 is 0.9"));
  }

  private static Lie lie(String name, String test, Lie.Operations operations, String... words) {
    return Lie.operations(name, LyingRandom.class, test, operations, words);
  }

  private static final class IgnoresTheSeed extends ForwardingOps {
    IgnoresTheSeed(ForwardingBackend backend, Ops inner) {
      super(backend, inner);
    }

    @Override
    public Tensor normal(RandomStream stream, Shape shape) {
      return super.normal(new RandomStream(0, stream.site(), stream.step()), shape);
    }
  }

  private static final class RoundsDifferently extends ForwardingOps {
    RoundsDifferently(ForwardingBackend backend, Ops inner) {
      super(backend, inner);
    }

    @Override
    public Tensor normal(RandomStream stream, Shape shape) {
      return affine(super.normal(stream, shape), 1 + 1e-7, 0);
    }
  }

  private static final class DrawsFromTheEnd extends ForwardingOps {
    DrawsFromTheEnd(ForwardingBackend backend, Ops inner) {
      super(backend, inner);
    }

    @Override
    public Tensor uniform(RandomStream stream, Shape shape) {
      if (shape.rank() != 1) {
        return super.uniform(stream, shape);
      }
      return slice(super.uniform(stream, Shape.of(2000)), 0, 2000 - shape.dim(0), 2000);
    }
  }

  private static final class DrawsByRows extends ForwardingOps {
    DrawsByRows(ForwardingBackend backend, Ops inner) {
      super(backend, inner);
    }

    @Override
    public Tensor normal(RandomStream stream, Shape shape) {
      if (shape.rank() != 3) {
        return super.normal(stream, shape);
      }
      Tensor drawn = super.normal(stream, Shape.of(shape.dim(2), shape.dim(0), shape.dim(1)));
      return permute(drawn, 1, 2, 0);
    }
  }

  private static final class RemembersTheStep extends ForwardingBackend {
    private final Map<Counter, Tensor> drawn = new ConcurrentHashMap<>();

    @Override
    protected ForwardingOps operations(Ops ops) {
      return new ForwardingOps(this, ops) {
        @Override
        public Tensor normal(RandomStream stream, Shape shape) {
          return drawn.computeIfAbsent(stream.step(), step -> super.normal(stream, shape));
        }
      };
    }
  }

  private static final class ReachesOne extends ForwardingOps {
    ReachesOne(ForwardingBackend backend, Ops inner) {
      super(backend, inner);
    }

    @Override
    public Tensor uniform(RandomStream stream, Shape shape) {
      Tensor u = super.uniform(stream, shape);
      return select(less(full(0.999, Shape.scalar()), u), full(1, Shape.scalar()), u);
    }
  }

  private static final class IsTooNarrow extends ForwardingOps {
    IsTooNarrow(ForwardingBackend backend, Ops inner) {
      super(backend, inner);
    }

    @Override
    public Tensor normal(RandomStream stream, Shape shape) {
      return affine(super.normal(stream, shape), 0.99, 0);
    }
  }
}
