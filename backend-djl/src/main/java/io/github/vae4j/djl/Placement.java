package io.github.vae4j.djl;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lets a layer's adjoint write the gradient of its weight where a later call would copy it: into
 * the state of gradients.
 */
final class Placement {
  /** The kernels that can, and which of their results it is. */
  private static final Map<String, Integer> WEIGHTS =
      Map.of("linearGrad", 1, "linearGradOfParameters", 0);

  private final List<Instruction> program;

  private Placement(List<Instruction> program) {
    this.program = new ArrayList<>(program);
  }

  /** Returns a program that does the same with fewer copies. */
  static List<Instruction> of(List<Instruction> program) {
    Placement placement = new Placement(program);
    for (int i = 0; i < placement.program.size(); i++) {
      placement.place(i);
    }
    return List.copyOf(placement.program);
  }

  private void place(int at) {
    Instruction adjoint = program.get(at);
    Integer which = WEIGHTS.get(adjoint.kernel());
    if (which == null) {
      return;
    }
    Name weight = adjoint.results().get(which);
    int copy = onlyUse(at, weight);
    if (copy < 0 || !program.get(copy).kernel().equals("assign")) {
      return;
    }
    Memory into = (Memory) program.get(copy).arguments().get(0);
    Region region = into.region();
    if (region == null
        || program.subList(at, copy).stream().anyMatch(between -> between.touches(region))) {
      return;
    }
    List<Name> left = new ArrayList<>(adjoint.results());
    left.remove(weight);
    List<Object> arguments = new ArrayList<>(adjoint.arguments());
    arguments.add(into);
    program.set(at, new Instruction(left, adjoint.kernel() + "Into", arguments));
    program.remove(copy);
  }

  /** Returns where a value is used, or −1 if that is not in one place only. */
  private int onlyUse(int after, Value value) {
    @Nullable Integer found = null;
    for (int i = after + 1; i < program.size(); i++) {
      if (program.get(i).values().anyMatch(value::equals)) {
        if (found != null) {
          return -1;
        }
        found = i;
      }
    }
    return found == null ? -1 : found;
  }
}
