package io.github.vae4j.core.autodiff;

import io.github.vae4j.api.tensor.Ops;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/** Notes the names of the methods called from outside on some operations. */
final class CountingOps {
  private final List<String> calls = new ArrayList<>();
  private final Ops ops;

  CountingOps(Ops raw) {
    this.ops =
        (Ops)
            Proxy.newProxyInstance(
                Ops.class.getClassLoader(),
                new Class<?>[] {Ops.class},
                (proxy, method, arguments) -> {
                  calls.add(name(method, arguments));
                  try {
                    return method.invoke(raw, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
  }

  /** Names the call, and whether an adjoint is asked for the gradient in its input. */
  private static String name(Method method, Object[] arguments) {
    return switch (method.getName()) {
      case "linearGrad", "convolutionGrad", "transposedConvolutionGrad" ->
          method.getName() + "(wantsInput=" + arguments[arguments.length - 1] + ")";
      default -> method.getName();
    };
  }

  Ops ops() {
    return ops;
  }

  List<String> calls() {
    return calls;
  }
}
