package io.github.vae4j.conformance;

import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.Decoder;
import io.github.vae4j.api.model.DecoderProvider;
import io.github.vae4j.api.model.Encoder;
import io.github.vae4j.api.model.EncoderProvider;
import io.github.vae4j.api.model.Prior;
import io.github.vae4j.api.model.PriorProvider;
import io.github.vae4j.api.plugin.Options;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.data.Conditions;
import org.junit.jupiter.api.Nested;

/** The parts of the kit's conditional model keep the rules, in single precision too. */
class LabelPartsTest {
  private static final DataSchema LABEL = Conditions.labelSchema(3);

  @Nested
  class OfEncoder extends ConditionalEncoderConformance {
    @Override
    protected EncoderProvider provider() {
      return new Encoders("label");
    }

    @Override
    protected DataSchema condition() {
      return LABEL;
    }
  }

  @Nested
  class OfPrior extends ConditionalPriorConformance {
    @Override
    protected PriorProvider provider() {
      return new Priors("label");
    }

    @Override
    protected DataSchema condition() {
      return LABEL;
    }
  }

  @Nested
  class OfDecoder extends ConditionalDecoderConformance {
    @Override
    protected DecoderProvider provider() {
      return new Decoders("label");
    }

    @Override
    protected DataSchema condition() {
      return LABEL;
    }
  }

  @Nested
  class OfRoundedEncoder extends OfEncoder {
    @Override
    protected Backend backend() {
      return new RoundingBackend();
    }
  }

  @Nested
  class OfRoundedPrior extends OfPrior {
    @Override
    protected Backend backend() {
      return new RoundingBackend();
    }
  }

  @Nested
  class OfRoundedDecoder extends OfDecoder {
    @Override
    protected Backend backend() {
      return new RoundingBackend();
    }
  }

  private record Encoders(String name) implements EncoderProvider {
    @Override
    public Encoder create(Options options, BuildContext context) {
      return LabelParts.encoder(context);
    }
  }

  private record Priors(String name) implements PriorProvider {
    @Override
    public Prior create(Options options, BuildContext context) {
      return LabelParts.prior(context);
    }
  }

  private record Decoders(String name) implements DecoderProvider {
    @Override
    public Decoder create(Options options, BuildContext context) {
      return LabelParts.decoder(context);
    }
  }
}
