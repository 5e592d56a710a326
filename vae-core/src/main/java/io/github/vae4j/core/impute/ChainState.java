package io.github.vae4j.core.impute;

import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.model.Latents;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.State;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.model.Architecture;
import java.util.ArrayList;
import java.util.List;

/** Where chains stand, one for each row, and the sums they keep, in a backend's memory. */
final class ChainState implements AutoCloseable {
  private final List<LatentGroup> groups;
  private final Shape data;
  private final Shape output;
  private final List<State> latents = new ArrayList<>();
  private final State parameters;
  private final State x;
  private final State observed;
  private final State means;
  private final State accepted;

  ChainState(Architecture model, Backend backend, int rows) {
    groups = model.latents();
    data = Shape.of(rows, model.data().size());
    output =
        Shape.of(rows, Math.toIntExact(model.likelihood().parameterShape(model.data()).size()));
    for (LatentGroup group : groups) {
      latents.add(backend.state(rows * group.event().size()));
    }
    parameters = backend.state(output.size());
    x = backend.state(data.size());
    observed = backend.state(data.size());
    means = backend.state(data.size());
    accepted = backend.state(rows);
  }

  int rows() {
    return data.dim(0);
  }

  void set(float[] values, float[] mask) {
    x.set(0, values);
    observed.set(0, mask);
  }

  /** Returns z, (rows, event…) each. */
  Latents latents(Ops ops) {
    Latents present = new Latents();
    for (int i = 0; i < groups.size(); i++) {
      Shape shape = groups.get(i).event().prepend(rows());
      present.put(groups.get(i), ops.view(latents.get(i), 0, shape));
    }
    return present;
  }

  /** Returns the decoder's output at z, (rows, parameters). */
  Tensor parameters(Ops ops) {
    return ops.view(parameters, 0, output);
  }

  /** Returns the rows as they are completed now, (rows, data size). */
  Tensor x(Ops ops) {
    return ops.view(x, 0, data);
  }

  /** Returns 1 where x is observed and 0 elsewhere, (rows, data size). */
  Tensor observed(Ops ops) {
    return ops.view(observed, 0, data);
  }

  void assign(Latents z, Tensor decoded, Tensor completed) {
    for (int i = 0; i < groups.size(); i++) {
      latents.get(i).assign(0, z.get(groups.get(i).name()));
    }
    parameters.assign(0, decoded.broadcastTo(output));
    x.assign(0, completed);
  }

  void addMean(Tensor mean) {
    means.accumulate(0, mean.broadcastTo(data));
  }

  void addAccepted(Tensor flags) {
    accepted.accumulate(0, flags);
  }

  void forgetSums() {
    means.fill(0, means.size(), 0);
    accepted.fill(0, accepted.size(), 0);
  }

  /** Returns the rows as they are completed now, end to end. */
  float[] completed() {
    return x.toFloats(0, Math.toIntExact(data.size()));
  }

  /** Returns the sums of means, end to end. */
  float[] means() {
    return means.toFloats(0, Math.toIntExact(data.size()));
  }

  /** Returns how many proposals each row accepted. */
  double[] accepted() {
    return accepted.toDoubles(0, rows());
  }

  @Override
  public void close() {
    latents.forEach(State::close);
    List.of(parameters, x, observed, means, accepted).forEach(State::close);
  }
}
