package io.github.vae4j.examples.bench;

import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.State;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the time of a step goes, by method of {@link Ops}, {@link State} and {@link Scope}.
 * Measures a backend from outside; what an engine leaves to run in the background is counted with
 * the method that waits for it.
 */
final class Profile {
  private static final List<Class<?>> TIMED = List.of(Ops.class, State.class, Scope.class);

  private final Map<String, Entry> entries = new TreeMap<>();

  /** Returns a backend whose calls are timed here; it computes what the given one does. */
  Backend of(Backend backend) {
    return watched(Backend.class, backend);
  }

  /** Forgets what was timed. */
  void clear() {
    entries.clear();
  }

  /**
   * Returns a line for each method, the slowest first.
   *
   * @param steps by which calls and times are divided
   * @param msPerStep the whole time of a step, of which the rest is the trainer's own
   */
  List<String> lines(int steps, double msPerStep) {
    List<String> lines = new ArrayList<>();
    double inside = entries.values().stream().mapToDouble(entry -> entry.nanos / 1e6 / steps).sum();
    Comparator<Map.Entry<String, Entry>> slowest =
        Comparator.comparingLong(entry -> -entry.getValue().nanos);
    entries.entrySet().stream()
        .sorted(slowest)
        .forEach(
            entry ->
                lines.add(
                    line(
                        entry.getKey(),
                        (double) entry.getValue().calls / steps,
                        entry.getValue().nanos / 1e6 / steps,
                        msPerStep)));
    lines.add(line("(outside)", 1, msPerStep - inside, msPerStep));
    return lines;
  }

  private static String line(String method, double calls, double ms, double whole) {
    return String.format(
        Locale.ROOT, "%-28s %6.1f calls %8.3f ms %5.1f %%", method, calls, ms, 100 * ms / whole);
  }

  private <T> T watched(Class<T> type, T target) {
    Watch<T> watch = new Watch<>(type, target);
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, watch));
  }

  /** How often a method was called and for how long. */
  private static final class Entry {
    private long calls;
    private long nanos;
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
      Object[] arguments =
          given == null ? new Object[0] : Arrays.stream(given).map(Profile::bare).toArray();
      long start = System.nanoTime();
      try {
        return watch(method.invoke(target, arguments));
      } catch (InvocationTargetException e) {
        throw e.getCause();
      } finally {
        if (TIMED.contains(type)) {
          Entry entry =
              entries.computeIfAbsent(
                  type.getSimpleName() + "." + method.getName(), name -> new Entry());
          entry.calls++;
          entry.nanos += System.nanoTime() - start;
        }
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
