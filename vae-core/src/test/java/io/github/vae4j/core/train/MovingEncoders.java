package io.github.vae4j.core.train;

import io.github.vae4j.api.model.Batch;
import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.Encoder;
import io.github.vae4j.api.model.EncoderProvider;
import io.github.vae4j.api.model.Parameter;
import io.github.vae4j.api.model.Pass;
import io.github.vae4j.api.model.Posterior;
import io.github.vae4j.api.plugin.Options;
import io.github.vae4j.api.tensor.Activation;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.distribution.DiagonalNormal;
import io.github.vae4j.core.nn.Dense;
import io.github.vae4j.core.nn.Initializers;

/** Encoders of two latents whose values move by other means than the common optimiser. */
public final class MovingEncoders {
  private MovingEncoders() {}

  /** Mean-field inference: one posterior for each observation. */
  static final class RowEncoder implements Encoder {
    private final Parameter table;

    RowEncoder(BuildContext context) {
      table = context.rowTable("posterior", Shape.of(4), Initializers.constant(0.1));
    }

    @Override
    public Posterior encode(Pass pass, Batch batch) {
      Tensor rows = pass.rows(table, batch.rows().orElseThrow());
      return Posterior.of(DiagonalNormal.of(rows.slice(1, 0, 2), rows.slice(1, 2, 4)));
    }
  }

  /** Found as {@code row}. */
  public static final class RowProvider implements EncoderProvider {
    @Override
    public String name() {
      return "row";
    }

    @Override
    public Encoder create(Options options, BuildContext context) {
      return new RowEncoder(context);
    }
  }

  /** Keeps a running mean of its features, as batch normalisation does, and reads it. */
  static final class FollowingEncoder implements Encoder {
    private final Dense mean;
    private final Parameter running;

    FollowingEncoder(BuildContext context) {
      int size = context.data().size();
      mean = Dense.of(context.within("mean"), size, 2, Activation.IDENTITY);
      running = context.tracked("running", Shape.of(size), Initializers.zeros());
    }

    @Override
    public Posterior encode(Pass pass, Batch batch) {
      Tensor present = pass.value(running);
      pass.propose(running, present.mul(0.5).add(batch.x().mean(0).mul(0.5)));
      Tensor mu = mean.apply(pass, batch.x().sub(present));
      return Posterior.of(DiagonalNormal.of(mu, pass.ops().full(0, Shape.of(2))));
    }
  }

  /** Found as {@code following}. */
  public static final class FollowingProvider implements EncoderProvider {
    @Override
    public String name() {
      return "following";
    }

    @Override
    public Encoder create(Options options, BuildContext context) {
      return new FollowingEncoder(context);
    }
  }
}
