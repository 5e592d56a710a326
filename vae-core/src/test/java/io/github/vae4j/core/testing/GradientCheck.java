package io.github.vae4j.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vae4j.api.model.Parameter;
import io.github.vae4j.api.random.Noise;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Counter;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.RandomStream;
import io.github.vae4j.api.tensor.Scope;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.autodiff.Tape;
import io.github.vae4j.core.model.Architecture;
import io.github.vae4j.core.model.ModelPass;
import io.github.vae4j.core.model.Weights;
import io.github.vae4j.core.reference.ReferenceBackend;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Every entry of every parameter's gradient of a loss, row tables included, against central
 * differences in double.
 */
public final class GradientCheck {
  private static final double STEP = 1e-5;
  private static final double TOLERANCE = 1e-6;

  private final Architecture model;
  private final Map<String, Double> schedules;
  private final Function<ModelPass, Tensor> loss;

  /**
   * Makes the check of a model.
   *
   * @param loss a scalar of a pass that trains
   */
  public GradientCheck(
      Architecture model, Map<String, Double> schedules, Function<ModelPass, Tensor> loss) {
    this.model = model;
    this.schedules = schedules;
    this.loss = loss;
  }

  /** What the tape says. */
  private record Gradients(State trained, Map<Parameter, double[]> tables) {
    void addRows(ModelPass.RowLeaf leaf, double[] gradient, Weights weights) {
      int width = Math.toIntExact(leaf.key().shape().size());
      double[] rows = leaf.rows().toDoubles();
      double[] table =
          tables.computeIfAbsent(
              leaf.key(), k -> new double[Math.toIntExact(weights.storedShape(k).size())]);
      for (int i = 0; i < gradient.length; i++) {
        int row = (int) rows[i / width];
        table[row * width + i % width] += gradient[i];
      }
    }
  }

  /** Fails at the first entry that differs by more than 1e-6, absolutely or relatively. */
  public void passes() {
    try (Backend backend = new ReferenceBackend();
        Weights weights = Weights.initial(backend, model, 3);
        State trained = backend.state(weights.layout().trainedSize());
        Counter counter = backend.counter()) {
      Gradients gradients = new Gradients(trained, new LinkedHashMap<>());
      loss(weights, counter, gradients);
      int compared = 0;
      for (Parameter key : weights.layout().parameters()) {
        if (key.role() == Parameter.Role.TRAINED) {
          long offset = weights.layout().offset(key);
          double[] tape = trained.toDoubles(offset, Math.toIntExact(key.shape().size()));
          compared += compare(key, weights.trained(), offset, tape, weights, counter);
        }
      }
      assertThat(gradients.tables()).containsOnlyKeys(weights.layout().tables());
      for (Map.Entry<Parameter, double[]> table : gradients.tables().entrySet()) {
        Parameter key = table.getKey();
        compared += compare(key, weights.table(key), 0, table.getValue(), weights, counter);
      }
      assertThat(compared).as("entries compared").isPositive();
    }
  }

  private int compare(
      Parameter key, State values, long offset, double[] tape, Weights weights, Counter counter) {
    for (int i = 0; i < tape.length; i++) {
      double high = shifted(values, offset + i, STEP, weights, counter);
      double low = shifted(values, offset + i, -STEP, weights, counter);
      double numeric = (high - low) / (2 * STEP);
      assertThat(Math.abs(tape[i] - numeric))
          .as("gradient of %s[%d]: tape %s, central difference %s", key.name(), i, tape[i], numeric)
          .isLessThanOrEqualTo(TOLERANCE * Math.max(1, Math.abs(numeric)));
    }
    return tape.length;
  }

  private double shifted(State values, long at, double by, Weights weights, Counter counter) {
    double before = values.toDoubles(at, 1)[0];
    values.set(at, new double[] {before + by});
    double shifted = loss(weights, counter, null);
    values.set(at, new double[] {before});
    return shifted;
  }

  private double loss(Weights weights, Counter counter, @Nullable Gradients into) {
    try (Scope scope = weights.backend().scope()) {
      Ops raw = scope.ops();
      Tape tape = new Tape(raw);
      Map<String, Tensor> scalars = new LinkedHashMap<>();
      schedules.forEach((name, value) -> scalars.put(name, raw.full(value, Shape.scalar())));
      Noise noise = new Noise(raw, new RandomStream(7, 0, counter));
      ModelPass pass = ModelPass.training(weights, tape, noise, scalars, Set.of(), Set.of());
      Tensor scalar = loss.apply(pass);
      double value = tape.stopGradient(scalar).item();
      if (into != null) {
        List<ModelPass.RowLeaf> leaves = pass.rowLeaves();
        List<Tensor> rows =
            tape.gradients(
                scalar,
                weights.trained(),
                into.trained(),
                leaves.stream().map(ModelPass.RowLeaf::value).toList());
        for (int i = 0; i < rows.size(); i++) {
          into.addRows(leaves.get(i), rows.get(i).toDoubles(), weights);
        }
      }
      return value;
    }
  }
}
