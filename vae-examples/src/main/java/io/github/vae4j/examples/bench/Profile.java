package io.github.vae4j.examples.bench;

import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.core.autodiff.Tape;
import io.github.vae4j.examples.bench.StepProfile.Phase;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the time of training steps goes, by method of {@link Ops}, {@link State} and {@link Scope}
 * and by {@link Phase}. Measures a backend from outside; what an engine leaves to run in the
 * background is counted with the method that waits for it. Steps are not captured, since a backend
 * may replay a captured one without a call.
 *
 * <p>Belongs to the thread that trains.
 */
final class Profile {
  private static final List<Class<?>> TIMED = List.of(Ops.class, State.class, Scope.class);
  private static final StackWalker STACK =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  private final Map<Phase, Map<String, Entry>> entries = new EnumMap<>(Phase.class);
  private Phase phase = Phase.BETWEEN;
  private long since = System.nanoTime();

  /** Returns a backend whose calls are timed here; it computes what the given one does. */
  Backend of(Backend backend) {
    return watched(Backend.class, backend);
  }

  /** Forgets what was timed. */
  void clear() {
    entries.clear();
    since = System.nanoTime();
  }

  /**
   * Returns what was timed since it was cleared.
   *
   * @param steps by which calls and times are divided
   */
  StepProfile steps(int steps) {
    List<StepProfile.Line> lines =
        entries.entrySet().stream()
            .flatMap(
                of ->
                    of.getValue().entrySet().stream()
                        .map(entry -> entry.getValue().line(of.getKey(), entry.getKey(), steps)))
            .toList();
    return StepProfile.sorted(lines);
  }

  private <T> T watched(Class<T> type, T target) {
    Watch<T> watch = new Watch<>(type, target);
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, watch));
  }

  /** Returns a step that says when it begins and ends. */
  private Runnable watched(Runnable step) {
    return () -> {
      idle();
      phase = Phase.FORWARD;
      step.run();
      idle();
      phase = Phase.BETWEEN;
    };
  }

  /** Counts the time since the last call as the host's. */
  private void idle() {
    long now = System.nanoTime();
    count(StepProfile.HOST, now - since);
    since = now;
  }

  private void count(String what, long nanos) {
    entries
        .computeIfAbsent(phase, p -> new TreeMap<>())
        .computeIfAbsent(what, name -> new Entry())
        .add(nanos);
  }

  /** A tape runs backward once in a step; what follows moves the parameters. */
  private void notePhase() {
    if (phase == Phase.FORWARD && backward()) {
      phase = Phase.BACKWARD;
    } else if (phase == Phase.BACKWARD && !backward()) {
      phase = Phase.UPDATE;
    }
  }

  private static boolean backward() {
    return STACK.walk(
        frames ->
            frames.anyMatch(
                frame ->
                    frame.getDeclaringClass() == Tape.class
                        && frame.getMethodName().equals("gradients")));
  }

  /** How often something happened and for how long. */
  private static final class Entry {
    private long calls;
    private long nanos;

    void add(long more) {
      calls++;
      nanos += more;
    }

    StepProfile.Line line(Phase phase, String what, int steps) {
      return new StepProfile.Line(phase, what, (double) calls / steps, nanos / 1e6 / steps);
    }
  }

  /** Passes calls on, with the time they take, and watches what they return. */
  private final class Watch<T> implements InvocationHandler {
    private final Class<T> type;
    private final T target;

    Watch(Class<T> type, T target) {
      this.type = type;
      this.target = target;
    }

    @Override
    public Object invoke(Object self, Method method, Object[] given) throws Throwable {
      if (method.getName().equals("equals")) {
        return self == given[0];
      }
      if (method.getName().equals("capture")) {
        return InvocationHandler.invokeDefault(self, method, watched((Runnable) given[0]));
      }
      Object[] arguments =
          given == null ? new Object[0] : Arrays.stream(given).map(Profile::bare).toArray();
      return TIMED.contains(type) ? timed(method, arguments) : watch(call(method, arguments));
    }

    private Object timed(Method method, Object[] arguments) throws Throwable {
      idle();
      notePhase();
      long start = System.nanoTime();
      try {
        return watch(call(method, arguments));
      } finally {
        count(type.getSimpleName() + "." + method.getName(), System.nanoTime() - start);
        since = System.nanoTime();
      }
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
      try {
        return method.invoke(target, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }

    private Object watch(Object result) {
      if (result instanceof Scope scope) {
        return watched(Scope.class, scope);
      }
      if (result instanceof Ops ops) {
        return watched(Ops.class, ops);
      }
      return result instanceof State state ? watched(State.class, state) : result;
    }
  }

  /** A backend knows its own states only, so that it is handed these. */
  private static Object bare(Object argument) {
    if (argument != null
        && Proxy.isProxyClass(argument.getClass())
        && Proxy.getInvocationHandler(argument) instanceof Watch<?> watch) {
      return watch.target;
    }
    return argument;
  }
}
