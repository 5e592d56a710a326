package io.github.vae4j.conformance.forwarding;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.State;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A default method that a decorator forgets compiles, and silently bypasses what is decorated. */
class ForwardingGateTest {
  private static final Map<Class<?>, Class<?>> DECORATORS =
      Map.of(
          Ops.class, ForwardingOps.class,
          Backend.class, ForwardingBackend.class,
          Scope.class, ForwardingScope.class,
          State.class, ForwardingState.class);

  @Test
  void everyMethodIsForwarded() {
    DECORATORS.forEach(
        (type, decorator) ->
            assertThat(
                    Arrays.stream(type.getMethods())
                        .filter(method -> !Modifier.isStatic(method.getModifiers()))
                        .filter(method -> !declares(decorator, method)))
                .as(
                    "methods of %s that %s leaves to their defaults",
                    type.getSimpleName(), decorator.getSimpleName())
                .isEmpty());
  }

  private static boolean declares(Class<?> decorator, Method method) {
    return Stream.<Class<?>>iterate(decorator, c -> c != Object.class, Class::getSuperclass)
        .flatMap(c -> Arrays.stream(c.getDeclaredMethods()))
        .anyMatch(
            own ->
                own.getName().equals(method.getName())
                    && Arrays.equals(own.getParameterTypes(), method.getParameterTypes()));
  }
}
