package io.github.vae4j.conformance;

import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.conformance.forwarding.ForwardingBackend;
import io.github.vae4j.conformance.forwarding.ForwardingOps;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Operations that share, remember, or take what they must not. */
final class SharingLies {
  private SharingLies() {}

  static List<Lie> all() {
    return List.of(
        lie(
            "writes into its input",
            "r3_operations_leaveOperandsUnchanged",
            WritesIntoItsInput::new,
            "exp",
            "operand 0 changed while the operation ran"),
        lie(
            "reshapes without a copy",
            "r4_results_doNotFollowState",
            ReshapesInPlace::new,
            "reshape",
            "only view is live"),
        lie(
            "adds in another order each time",
            "r5_operations_repeatToTheBit",
            Wavers::new,
            "sum",
            "the same call twice gave different bits"),
        lie(
            "takes foreign tensors",
            "r8_foreignOperands_areRefused",
            backend(TakesForeigners::new),
            "of another backend: was not refused"),
        lie(
            "outlives its scope",
            "r9_operandsOfClosedScopes_areRefused",
            backend(TakesTheDead::new),
            "of a closed scope: was not refused"),
        lie(
            "keeps the caller's array",
            "r14_hostArrays_areCopied",
            KeepsTheArray::new,
            "tensor must copy the doubles it is given"),
        lie(
            "views a copy",
            "r15_views_areLive",
            ViewsACopy::new,
            "a view shows what was written after it was made"),
        lie(
            "declares what it has",
            "r1_unary_matchesReference",
            backend(DeclaresWhatItHas::new),
            "unsupported() declares it, but it ran"),
        lie(
            "refuses what it does not declare",
            "r1_matrices_matchReference",
            Refuses::new,
            "triangularSolve",
            "is declared"),
        lie(
            "declares what nobody knows",
            "r12_unsupportedMethods_areMethodsOfOps",
            backend(DeclaresNonsense::new),
            "'frobnicate', which is no method of Ops"));
  }

  private static Lie lie(String name, String test, Lie.Operations operations, String... words) {
    return Lie.operations(name, LyingOps.class, test, operations, words);
  }

  private static Lie lie(
      String name, String test, Lie.ForwardingBackendSource source, String... words) {
    return Lie.backend(name, LyingOps.class, test, source, words);
  }

  private static Lie.ForwardingBackendSource backend(Lie.ForwardingBackendSource source) {
    return source;
  }

  /** Holds tensors in states, and lets exp write its result into its operand. */
  private static final class WritesIntoItsInput extends ForwardingOps {
    private final IdentityHashMap<Tensor, State> states = new IdentityHashMap<>();

    WritesIntoItsInput(ForwardingBackend backend, Ops inner) {
      super(backend, inner);
    }

    @Override
    public Tensor tensor(double[] values, Shape shape) {
      State state = inner().backend().state(values.length);
      state.set(0, values);
      Tensor view = live(inner().view(state, 0, shape));
      states.put(view, state);
      return view;
    }

    @Override
    public Tensor exp(Tensor x) {
      Tensor result = super.exp(x);
      if (states.containsKey(x)) {
        states.get(x).assign(0, raw(result));
      }
      return result;
    }
  }

  private static final class ReshapesInPlace extends ForwardingOps {
    private final IdentityHashMap<Tensor, State> states = new IdentityHashMap<>();

    ReshapesInPlace(ForwardingBackend backend, Ops inner) {
      super(backend, inner);
    }

    @Override
    public Tensor view(State state, long offset, Shape shape) {
      Tensor view = super.view(state, offset, shape);
      states.put(view, state);
      return view;
    }

    @Override
    public Tensor reshape(Tensor x, Shape shape) {
      return states.containsKey(x) ? super.view(states.get(x), 0, shape) : super.reshape(x, shape);
    }
  }

  private static final class Wavers extends ForwardingOps {
    private int calls;

    Wavers(ForwardingBackend backend, Ops inner) {
      super(backend, inner);
    }

    @Override
    public Tensor sum(Tensor x, boolean keep, int... axes) {
      calls++;
      return affine(super.sum(x, keep, axes), calls % 2 == 0 ? 1 : 1 + Math.ulp(1.0), 0);
    }
  }

  private static final class TakesForeigners extends ForwardingBackend {
    @Override
    protected ForwardingOps operations(Ops ops) {
      return new ForwardingOps(this, ops) {
        @Override
        public Tensor add(Tensor a, Tensor b) {
          return super.add(
              a, b.ops().backend() == backend() ? b : tensor(b.toDoubles(), b.shape()));
        }
      };
    }
  }

  private static final class TakesTheDead extends ForwardingBackend {
    @Override
    protected ForwardingOps operations(Ops ops) {
      return new ForwardingOps(this, ops) {
        @Override
        public Tensor relu(Tensor x) {
          return x.ops().open() ? super.relu(x) : full(0, x.shape());
        }
      };
    }
  }

  private static final class KeepsTheArray extends ForwardingOps {
    KeepsTheArray(ForwardingBackend backend, Ops inner) {
      super(backend, inner);
    }

    @Override
    public Tensor tensor(double[] values, Shape shape) {
      Tensor copy = super.tensor(values, shape);
      return new Tensor() {
        @Override
        public Shape shape() {
          return shape;
        }

        @Override
        public Ops ops() {
          return copy.ops();
        }

        @Override
        public float[] toFloats() {
          return copy.toFloats();
        }

        @Override
        public double[] toDoubles() {
          return values;
        }
      };
    }
  }

  private static final class ViewsACopy extends ForwardingOps {
    ViewsACopy(ForwardingBackend backend, Ops inner) {
      super(backend, inner);
    }

    @Override
    public Tensor view(State state, long offset, Shape shape) {
      return affine(super.view(state, offset, shape), 1, 0);
    }
  }

  private static final class DeclaresWhatItHas extends ForwardingBackend {
    @Override
    public Set<String> unsupported() {
      return Set.of("erf");
    }
  }

  private static final class Refuses extends ForwardingOps {
    Refuses(ForwardingBackend backend, Ops inner) {
      super(backend, inner);
    }

    @Override
    public Tensor triangularSolve(Tensor triangle, Tensor right, boolean lower, boolean transpose) {
      throw new UnsupportedOperationException("not today");
    }
  }

  private static final class DeclaresNonsense extends ForwardingBackend {
    @Override
    public Set<String> unsupported() {
      return Set.of("frobnicate");
    }
  }
}
