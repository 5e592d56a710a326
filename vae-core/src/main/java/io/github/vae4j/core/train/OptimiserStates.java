package io.github.vae4j.core.train;

import io.github.vae4j.api.model.Parameter;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.StepScalar;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.model.Layout;
import io.github.vae4j.core.model.ModelPass;
import io.github.vae4j.core.model.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Gradients, moments and the numbers of the next step, for all groups of one model's parameters.
 */
final class OptimiserStates implements AutoCloseable {
  static final String FIRST = "optimiser.first.";
  static final String SECOND = "optimiser.second.";

  private final Weights weights;
  private final TrainingPlan plan;
  private final State gradients;
  private final Moments moments;
  private final Map<Parameter, Moments> tableMoments = new LinkedHashMap<>();
  private final List<Layout.Range> stretches;
  private final Set<String> groups = new LinkedHashSet<>();
  private final Map<String, State> scalars = new LinkedHashMap<>();

  OptimiserStates(Weights weights, TrainingPlan plan) {
    this.weights = weights;
    this.plan = plan;
    Backend backend = weights.backend();
    Layout layout = weights.layout();
    gradients = backend.state(layout.trainedSize() + rowEntries(layout, plan.batch()));
    moments = Moments.zeros(backend, layout.trainedSize());
    stretches = stretches(layout.groups(), plan);
    stretches.forEach(stretch -> addScalars(stretch.group()));
    layout.groups().forEach(range -> groups.add(range.group()));
    for (Parameter table : layout.tables()) {
      groups.add(table.group());
      addScalars(table.group());
      tableMoments.put(table, Moments.zeros(backend, weights.table(table).size()));
    }
  }

  /** Row gradients stand behind the others, so that all are measured together. */
  private static long rowEntries(Layout layout, int batch) {
    return layout.tables().stream().mapToLong(table -> batch * table.shape().size()).sum();
  }

  /** Joins neighbouring groups that move alike, each under the name of its first. */
  private static List<Layout.Range> stretches(List<Layout.Range> ranges, TrainingPlan plan) {
    List<Layout.Range> joined = new ArrayList<>();
    for (Layout.Range range : ranges) {
      int last = joined.size() - 1;
      if (last >= 0
          && plan.group(joined.get(last).group()).equals(plan.group(range.group()))
          && joined.get(last).offset() + joined.get(last).length() == range.offset()) {
        Layout.Range before = joined.get(last);
        joined.set(
            last,
            new Layout.Range(before.group(), before.offset(), before.length() + range.length()));
      } else {
        joined.add(range);
      }
    }
    return joined;
  }

  private void addScalars(String group) {
    scalars.computeIfAbsent(group, g -> weights.backend().state(StepScalar.COUNT));
  }

  State gradients() {
    return gradients;
  }

  Moments moments() {
    return moments;
  }

  Map<Parameter, Moments> tableMoments() {
    return tableMoments;
  }

  /** Writes the numbers of step {@code step}, from 0, of {@code steps}. */
  void prepare(long step, long steps) {
    double rate = plan.learningRate().at(step, steps);
    scalars.forEach(
        (name, state) -> {
          GroupPlan group = plan.group(name);
          double[] values = OptimiserStep.scalars(group.optimiser(), step / group.every() + 1);
          values[StepScalar.LEARNING_RATE.index()] = rate * group.rate();
          values[StepScalar.CLIP_NORM.index()] = plan.clipNorm();
          state.set(0, values);
        });
  }

  /** Returns the groups that stand still at a step. */
  Set<String> still(long step) {
    return groups.stream()
        .filter(group -> !plan.group(group).moves(step))
        .collect(Collectors.toSet());
  }

  /** Returns the groups that stand still at every step. */
  Set<String> frozen() {
    return groups.stream()
        .filter(group -> plan.group(group).isFrozen())
        .collect(Collectors.toSet());
  }

  /** Forgets old gradients that the coming backward pass may not reach. */
  void clear(Set<String> still) {
    for (Layout.Range range : weights.layout().groups()) {
      if (still.contains(range.group())) {
        gradients.fill(range.offset(), range.length(), 0);
      }
    }
    long rows = weights.layout().trainedSize();
    gradients.fill(rows, gradients.size() - rows, 0);
  }

  /** Judges a step by all its gradients and its loss. */
  void measure(Tensor loss, List<Tensor> rowGradients, State health) {
    long at = weights.layout().trainedSize();
    for (Tensor gradient : rowGradients) {
      gradients.assign(at, gradient);
      at += gradient.shape().size();
    }
    gradients.measure(loss, health);
  }

  /** Moves all groups but those that stand still. */
  void apply(Set<String> still, State health) {
    for (Layout.Range range : stretches) {
      if (!still.contains(range.group())) {
        OptimiserStep.apply(
            plan.group(range.group()).optimiser(),
            weights.trained(),
            range,
            gradients,
            moments,
            numbers(range.group()),
            health);
      }
    }
  }

  /** Moves the rows of a table that a step read. */
  void applyRows(ModelPass.RowLeaf leaf, Tensor gradient, State health) {
    Parameter key = leaf.key();
    int width = Math.toIntExact(key.shape().size());
    Tensor flat = gradient.reshape(leaf.rows().shape().dim(0), width);
    Moments own = moments(key);
    weights
        .table(key)
        .adamRows(
            width, leaf.rows(), flat, own.first(), own.second(), numbers(key.group()), health);
  }

  private Moments moments(Parameter table) {
    Moments own = tableMoments.get(table);
    if (own == null) {
      throw new IllegalArgumentException(
          "training: '" + table.name() + "' is not a row table of this model");
    }
    return own;
  }

  private State numbers(String group) {
    State numbers = scalars.get(group);
    if (numbers == null) {
      throw new IllegalArgumentException(
          "training: no group of parameters is called '" + group + "'");
    }
    return numbers;
  }

  @Override
  public void close() {
    gradients.close();
    moments.close();
    tableMoments.values().forEach(Moments::close);
    scalars.values().forEach(State::close);
  }
}
