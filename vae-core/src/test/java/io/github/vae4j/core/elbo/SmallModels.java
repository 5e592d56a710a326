package io.github.vae4j.core.elbo;

import io.github.vae4j.api.distribution.Distribution;
import io.github.vae4j.api.model.Batch;
import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.Condition;
import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.Decoder;
import io.github.vae4j.api.model.Encoder;
import io.github.vae4j.api.model.Evaluation;
import io.github.vae4j.api.model.Initializer;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.model.Latents;
import io.github.vae4j.api.model.Likelihood;
import io.github.vae4j.api.model.ObjectiveTerm;
import io.github.vae4j.api.model.Parameter;
import io.github.vae4j.api.model.Pass;
import io.github.vae4j.api.model.Posterior;
import io.github.vae4j.api.model.Prior;
import io.github.vae4j.api.random.Noise;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.distribution.Bernoulli;
import io.github.vae4j.core.distribution.Categorical;
import io.github.vae4j.core.distribution.DiagonalNormal;
import java.util.List;

/** Small parts of models written against the SPIs alone, as a plugin would be. */
final class SmallModels {
  static final Initializer SMALL =
      (shape, random) -> {
        float[] values = random.normal(Math.toIntExact(shape.size()));
        for (int i = 0; i < values.length; i++) {
          values[i] *= 0.5f;
        }
        return values;
      };

  private SmallModels() {}

  /** Weights and bias of one affine map. */
  record Affine(Parameter weight, Parameter bias) {
    static Affine of(BuildContext context, String name, int in, int out) {
      BuildContext inner = context.within(name);
      return new Affine(
          inner.parameter("weight", Shape.of(in, out), SMALL),
          inner.parameter("bias", Shape.of(out), SMALL));
    }

    Tensor apply(Pass pass, Tensor x, Activation activation) {
      return pass.ops().linear(x, pass.value(weight), pass.value(bias), activation);
    }

    Tensor apply(Pass pass, Tensor x) {
      return apply(pass, x, Activation.IDENTITY);
    }
  }

  /** A normal whose mean and log-variance are affine in something. */
  record NormalHead(Affine mean, Affine logVariance) {
    static NormalHead of(BuildContext context, String name, int in, int out) {
      return new NormalHead(
          Affine.of(context, name + "Mean", in, out),
          Affine.of(context, name + "LogVariance", in, out));
    }

    DiagonalNormal apply(Pass pass, Tensor x) {
      return DiagonalNormal.of(mean.apply(pass, x), logVariance.apply(pass, x));
    }
  }

  /** q(z | x), one group. */
  static final class NormalEncoder implements Encoder {
    private final NormalHead head;

    NormalEncoder(BuildContext context) {
      head =
          NormalHead.of(
              context,
              "z",
              context.data().size(),
              Math.toIntExact(context.latent().event().size()));
    }

    @Override
    public Posterior encode(Pass pass, Batch batch) {
      return Posterior.of(head.apply(pass, batch.x()));
    }
  }

  /** p(x | all groups), logits affine in all latents and, where there is one, the condition. */
  static final class AffineDecoder implements Decoder {
    private final List<LatentGroup> groups;
    private final Affine map;

    AffineDecoder(BuildContext context) {
      groups = context.latents();
      int in = groups.stream().mapToInt(g -> Math.toIntExact(g.event().size())).sum();
      map = Affine.of(context, "map", in, context.data().size());
    }

    @Override
    public Tensor decode(Pass pass, Latents latents, Condition condition) {
      Tensor last = latents.get(groups.get(groups.size() - 1).name());
      Shape rows = last.shape().dropTrailing(1);
      List<Tensor> parts =
          groups.stream()
              .map(g -> latents.get(g.name()).broadcastTo(rows.append(g.event())))
              .toList();
      return map.apply(pass, pass.ops().concat(parts, -1));
    }
  }

  /** Bernoulli from logits. */
  static final class Bits implements Likelihood {
    @Override
    public Shape parameterShape(DataSchema data) {
      return data.shape();
    }

    @Override
    public Distribution given(Pass pass, Tensor parameters) {
      return Bernoulli.ofLogits(parameters);
    }
  }

  /**
   * Two groups with top-down inference: q(top | x) q(bottom | x, top), p(top) p(bottom | top) with
   * p's work shared.
   */
  static final class TopDownEncoder implements Encoder {
    private final NormalHead top;
    private final NormalHead bottom;
    private final LatentGroup first;

    TopDownEncoder(BuildContext context) {
      first = context.latents().get(0);
      int data = context.data().size();
      int topSize = Math.toIntExact(first.event().size());
      int bottomSize = Math.toIntExact(context.latents().get(1).event().size());
      top = NormalHead.of(context, "top", data, topSize);
      bottom = NormalHead.of(context, "bottom", data + topSize, bottomSize);
    }

    @Override
    public Posterior encode(Pass pass, Batch batch) {
      return (group, drawn) -> {
        if (group.equals(first)) {
          return top.apply(pass, batch.x());
        }
        Tensor z = drawn.get(first.name());
        Tensor x =
            batch.x().broadcastTo(z.shape().dropTrailing(1).append(batch.x().shape().dim(-1)));
        return bottom.apply(pass, pass.ops().concat(List.of(x, z), -1));
      };
    }
  }

  /** p(top) = N(0, I), p(bottom | top) a learned normal, computed once a walk. */
  static final class TopDownPrior implements Prior {
    private final NormalHead bottom;
    private final LatentGroup first;

    TopDownPrior(BuildContext context) {
      first = context.latents().get(0);
      bottom =
          NormalHead.of(
              context,
              "bottom",
              Math.toIntExact(first.event().size()),
              Math.toIntExact(context.latents().get(1).event().size()));
    }

    @Override
    public Distribution given(Pass pass, LatentGroup group, Latents drawn, Condition condition) {
      return group.equals(first)
          ? DiagonalNormal.standard(pass.ops(), first.event().dim(0))
          : drawn.once(this, () -> bottom.apply(pass, drawn.get(first.name())));
    }
  }

  /** q(class | x) over one-hot values and q(z | x, class). */
  static final class ClassEncoder implements Encoder {
    private final Affine logits;
    private final NormalHead style;
    private final LatentGroup label;

    ClassEncoder(BuildContext context) {
      label = context.latents().get(0);
      int classes = Math.toIntExact(label.event().size());
      logits = Affine.of(context, "class", context.data().size(), classes);
      style =
          NormalHead.of(
              context,
              "style",
              context.data().size() + classes,
              Math.toIntExact(context.latents().get(1).event().size()));
    }

    @Override
    public Posterior encode(Pass pass, Batch batch) {
      return (group, drawn) -> {
        if (group.equals(label)) {
          return Categorical.ofLogits(logits.apply(pass, batch.x()));
        }
        Tensor y = drawn.get(label.name());
        Tensor x =
            batch.x().broadcastTo(y.shape().dropTrailing(1).append(batch.x().shape().dim(-1)));
        return style.apply(pass, pass.ops().concat(List.of(x, y), -1));
      };
    }
  }

  /** p(class) learned, p(z) = N(0, I). */
  static final class ClassPrior implements Prior {
    private final LatentGroup label;
    private final Parameter logits;

    ClassPrior(BuildContext context) {
      label = context.latents().get(0);
      logits = context.parameter("logits", label.event(), SMALL);
    }

    @Override
    public Distribution given(Pass pass, LatentGroup group, Latents drawn, Condition condition) {
      return group.equals(label)
          ? Categorical.ofLogits(pass.value(logits))
          : DiagonalNormal.standard(pass.ops(), group.event().dim(0));
    }
  }

  /** p(z | c), a learned normal affine in the condition. */
  static final class ConditionalPrior implements Prior {
    private final NormalHead head;

    ConditionalPrior(BuildContext context) {
      head =
          NormalHead.of(
              context,
              "z",
              context.condition().orElseThrow().size(),
              Math.toIntExact(context.latent().event().size()));
    }

    @Override
    public Distribution given(Pass pass, LatentGroup group, Latents drawn, Condition condition) {
      return head.apply(pass, condition.require("the conditional prior"));
    }
  }

  /**
   * p(x | z) = Π p(xᵢ | z, x before i): logits are decoder output plus a strictly triangular map of
   * x.
   */
  static final class AutoregressiveLikelihood implements Likelihood {
    private final Parameter weight;
    private final Parameter mask;

    AutoregressiveLikelihood(BuildContext context) {
      int size = context.data().size();
      weight = context.parameter("weight", Shape.of(size, size), SMALL);
      float[] before = new float[size * size];
      for (int from = 0; from < size; from++) {
        for (int to = from + 1; to < size; to++) {
          before[from * size + to] = 1;
        }
      }
      mask = context.constant("mask", Shape.of(size, size), before);
    }

    @Override
    public Shape parameterShape(DataSchema data) {
      return data.shape();
    }

    @Override
    public Distribution given(Pass pass, Tensor parameters) {
      Tensor map = pass.value(weight).mul(pass.value(mask));
      return new Autoregressive(parameters, map);
    }
  }

  private record Autoregressive(Tensor parameters, Tensor map) implements Distribution {
    @Override
    public Shape batch() {
      return parameters.shape().dropTrailing(1);
    }

    @Override
    public Shape event() {
      return parameters.shape().trailing(1);
    }

    @Override
    public Tensor logProb(Tensor x) {
      return Bernoulli.ofLogits(parameters.add(x.matmul(map))).logProb(x);
    }

    @Override
    public Tensor sample(Noise noise, Shape rows) {
      int size = event().dim(0);
      Tensor uniform = noise.uniform(rows.append(event()));
      Tensor x = noise.ops().full(0, rows.append(event()));
      for (int i = 0; i < size; i++) {
        Tensor probability = parameters.add(x.matmul(map)).sigmoid();
        Tensor drawn = uniform.less(probability);
        x = noise.ops().concat(List.of(drawn.slice(-1, 0, i + 1), x.slice(-1, i + 1, size)), -1);
      }
      return x;
    }
  }

  /** A code vector that follows the mean of what is encoded, as the codebook of a VQ-VAE does. */
  static final class FollowingEncoder implements Encoder {
    private final NormalHead head;
    private final Parameter code;

    FollowingEncoder(BuildContext context) {
      int size = Math.toIntExact(context.latent().event().size());
      head = NormalHead.of(context, "z", context.data().size(), size);
      code = context.tracked("code", Shape.of(size), SMALL);
    }

    @Override
    public Posterior encode(Pass pass, Batch batch) {
      DiagonalNormal q = head.apply(pass, batch.x());
      Tensor present = pass.value(code);
      pass.propose(code, present.mul(0.9).add(q.mean().mean(0).mul(0.1)));
      return Posterior.of(DiagonalNormal.of(q.mean().add(present), q.logVariance()));
    }
  }

  /** Pulls posterior means toward 0. */
  record Commitment() implements ObjectiveTerm {
    @Override
    public String name() {
      return "commitment";
    }

    @Override
    public Tensor value(Pass pass, Evaluation step) {
      DiagonalNormal q = (DiagonalNormal) step.groups().get(0).posterior();
      return q.mean().square().sum(-1).mean();
    }
  }

  /** One posterior for each observation of the training set, as in mean-field inference. */
  static final class RowEncoder implements Encoder {
    private final Parameter table;
    private final int size;

    RowEncoder(BuildContext context) {
      size = Math.toIntExact(context.latent().event().size());
      table = context.rowTable("posterior", Shape.of(2 * size), SMALL);
    }

    @Override
    public Posterior encode(Pass pass, Batch batch) {
      Tensor rows =
          pass.rows(
              table,
              batch.rows().orElseThrow(() -> new IllegalArgumentException("rows are needed")));
      return Posterior.of(DiagonalNormal.of(rows.slice(1, 0, size), rows.slice(1, size, 2 * size)));
    }
  }
}
