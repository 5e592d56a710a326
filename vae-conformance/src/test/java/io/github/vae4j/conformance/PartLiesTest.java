package io.github.vae4j.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.vae4j.api.distribution.Distribution;
import io.github.vae4j.api.model.Batch;
import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.Decoder;
import io.github.vae4j.api.model.DecoderProvider;
import io.github.vae4j.api.model.Encoder;
import io.github.vae4j.api.model.EncoderProvider;
import io.github.vae4j.api.plugin.Options;
import io.github.vae4j.api.random.Noise;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import io.github.vae4j.core.component.MlpDecoderProvider;
import io.github.vae4j.core.component.MlpEncoderProvider;
import io.github.vae4j.core.distribution.DiagonalNormal;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Deliberately wrong parts of models, each of which the suite must catch. */
class PartLiesTest {

  @Test
  void densityOfAnotherDistributionIsCaught() {
    assertThat(failures(OtherDraws.class))
        .anySatisfy(
            message -> assertThat(message).contains("mean of the distribution function at draws"));
  }

  @Test
  void encoderThatMixesRowsIsCaught() {
    assertThat(failures(MixesRows.class))
        .anySatisfy(message -> assertThat(message).contains("log q of the last row alone"));
  }

  @Test
  void decoderThatDropsSamplesIsCaught() {
    assertThat(failures(DropsSamples.class))
        .anySatisfy(message -> assertThat(message).contains("leading axes of the parameters"));
  }

  private static Stream<String> failures(Class<?> suite) {
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request().selectors(selectClass(suite)).build(),
            summary);
    return summary.getSummary().getFailures().stream()
        .map(failure -> String.valueOf(failure.getException().getMessage()));
  }

  /** Draws of one distribution, density of another. */
  static final class OtherDraws extends DistributionConformance {
    @Override
    protected Distribution distribution(Ops ops) {
      DiagonalNormal narrow =
          DiagonalNormal.of(ops.full(1, Shape.of(2, 3)), ops.full(0, Shape.of(2, 3)));
      return new Shifted(narrow);
    }
  }

  /** A normal whose draws lie a tenth too high. */
  private record Shifted(DiagonalNormal inner) implements io.github.vae4j.api.distribution.HasCdf {
    @Override
    public Shape batch() {
      return inner.batch();
    }

    @Override
    public Shape event() {
      return inner.event();
    }

    @Override
    public Tensor logProb(Tensor x) {
      return inner.logProb(x);
    }

    @Override
    public Tensor logProbs(Tensor x) {
      return inner.logProbs(x);
    }

    @Override
    public Tensor cdf(Tensor x) {
      return inner.cdf(x);
    }

    @Override
    public Tensor sample(Noise noise, Shape rows) {
      return inner.sample(noise, rows).add(0.1);
    }
  }

  /** Adds the mean of the batch to every row, as normalisation over the batch would. */
  static final class MixesRows extends EncoderConformance {
    @Override
    protected EncoderProvider provider() {
      return new EncoderProvider() {
        @Override
        public String name() {
          return "mixes-rows";
        }

        @Override
        public Encoder create(Options options, BuildContext context) {
          Encoder honest = new MlpEncoderProvider().create(options, context);
          return (pass, batch) -> honest.encode(pass, Batch.of(batch.x().add(batch.x().mean(0))));
        }
      };
    }
  }

  /** Decodes the first sample for all. */
  static final class DropsSamples extends DecoderConformance {
    @Override
    protected DecoderProvider provider() {
      return new DecoderProvider() {
        @Override
        public String name() {
          return "drops-samples";
        }

        @Override
        public Decoder create(Options options, BuildContext context) {
          Decoder honest = new MlpDecoderProvider().create(options, context);
          return (pass, latents, condition) -> {
            Tensor all = honest.decode(pass, latents, condition);
            return all.shape().rank() == 2 ? all : all.slice(0, 0, 1);
          };
        }
      };
    }
  }
}
