package io.github.vae4j.core.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.distribution.DiagonalNormal;
import io.github.vae4j.core.nn.NormalHead.Spread;
import io.github.vae4j.core.testing.OracleScope;
import io.github.vae4j.core.testing.Part;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NormalHeadTest {
  private final OracleScope oracle = new OracleScope();

  @AfterEach
  void close() {
    oracle.close();
  }

  private Part<NormalHead> head(Spread spread) {
    return Part.of(
        oracle,
        Part.plain(DataSchema.of(2), LatentGroup.of("z", 2)),
        context -> NormalHead.of(context, 1, Shape.of(2), spread));
  }

  private static Part<NormalHead> with(Part<NormalHead> head, String spread) {
    return head.with("mean.weight", 2, -1)
        .with("mean.bias", 0.5, 0)
        .with(spread + ".weight", 1, 0.5)
        .with(spread + ".bias", -1, 0.25);
  }

  @Test
  void theSecondLayerIsLogVarianceOrLogSigma() {
    Tensor features = oracle.tensor(Shape.of(1, 1), 3);
    Part<NormalHead> variances = with(head(Spread.LOG_VARIANCE), "logVariance");
    DiagonalNormal q = variances.get().apply(variances.pass(), features);
    assertThat(q.mean().toDoubles()).containsExactly(6.5, -3);
    assertThat(q.variance().toDoubles())
        .containsExactly(new double[] {Math.exp(2), Math.exp(1.75)}, within(1e-12));
    Part<NormalHead> sigmas = with(head(Spread.LOG_SIGMA), "logSigma");
    DiagonalNormal p = sigmas.get().apply(sigmas.pass(), features);
    assertThat(p.mean().toDoubles()).containsExactly(6.5, -3);
    assertThat(p.variance().toDoubles())
        .containsExactly(new double[] {Math.exp(4), Math.exp(3.5)}, within(1e-12));
  }

  @Test
  void eventsMayHaveAnyShape() {
    Part<NormalHead> head =
        Part.of(
            oracle,
            Part.plain(DataSchema.of(2), LatentGroup.of("z", 2)),
            context -> NormalHead.of(context, 3, Shape.of(2, 4)));
    assertThat(head.declared())
        .containsExactly(
            "mean.weight (3, 8)",
            "mean.bias (8)",
            "logVariance.weight (3, 8)",
            "logVariance.bias (8)");
    DiagonalNormal q = head.get().apply(head.pass(), oracle.spread(1, 6, 5, 3));
    assertThat(q.batch()).isEqualTo(Shape.of(6, 5));
    assertThat(q.event()).isEqualTo(Shape.of(2, 4));
  }
}
