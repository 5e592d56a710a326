package io.github.vae4j.examples.pairs;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.EncoderProvider;
import io.github.vae4j.api.plugin.Options;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.conformance.ConditionalEncoderConformance;
import io.github.vae4j.cvae.ConditionalMlpEncoderProvider;
import org.junit.jupiter.api.Nested;

/** The conditional encoder keeps the rules on every engine, whatever it is told. */
class ConditionalEncoderTest {
  abstract static class Rules extends ConditionalEncoderConformance {
    private final String backend;
    private final Told told;

    Rules(String backend, Told told) {
      this.backend = backend;
      this.told = told;
    }

    @Override
    protected Backend backend() {
      return Backends.start(backend);
    }

    @Override
    protected EncoderProvider provider() {
      return new ConditionalMlpEncoderProvider();
    }

    @Override
    protected Options options() {
      return told.options();
    }

    @Override
    protected DataSchema condition() {
      return told.schema();
    }
  }

  @Nested
  class LabelOnNd4j extends Rules {
    LabelOnNd4j() {
      super("nd4j", Told.LABEL);
    }
  }

  @Nested
  class ImagePartOnNd4j extends Rules {
    ImagePartOnNd4j() {
      super("nd4j", Told.IMAGE_PART);
    }
  }

  @Nested
  class LabelOnDjl extends Rules {
    LabelOnDjl() {
      super("djl", Told.LABEL);
    }
  }

  @Nested
  class ImagePartOnDjl extends Rules {
    ImagePartOnDjl() {
      super("djl", Told.IMAGE_PART);
    }
  }

  @Nested
  class LabelOnEmulatedJcuda extends Rules {
    LabelOnEmulatedJcuda() {
      super("jcuda", Told.LABEL);
    }
  }

  @Nested
  class ImagePartOnEmulatedJcuda extends Rules {
    ImagePartOnEmulatedJcuda() {
      super("jcuda", Told.IMAGE_PART);
    }
  }
}
