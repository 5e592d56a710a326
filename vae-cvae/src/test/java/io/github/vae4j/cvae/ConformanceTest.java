package io.github.vae4j.cvae;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.DataSchema.Column;
import io.github.vae4j.api.model.DecoderProvider;
import io.github.vae4j.api.model.EncoderProvider;
import io.github.vae4j.api.model.PriorProvider;
import io.github.vae4j.api.plugin.Options;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.conformance.ConditionalDecoderConformance;
import io.github.vae4j.conformance.ConditionalEncoderConformance;
import io.github.vae4j.conformance.ConditionalPriorConformance;
import io.github.vae4j.core.data.Conditions;
import io.github.vae4j.core.plugin.JsonOptions;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** Each part with each kind of condition: labels, parts of images, and tables. */
class ConformanceTest {
  private static final DataSchema LABELS = Conditions.labelSchema(3);
  private static final DataSchema IMAGES = DataSchema.of(2, 3, 1);
  private static final DataSchema TABLE =
      new DataSchema(
          Shape.of(3),
          List.of(Column.real("age"), Column.category("trade", 4), Column.count("children")));

  private static final String EMBEDDED =
      "{\"hidden\": [5], \"activation\": \"tanh\", \"condition\": {\"embedding\": 2}}";
  private static final String WITH_MASK =
      "{\"hidden\": [5, 4], \"condition\": {\"unseen\": -1, \"mask\": true}}";
  private static final String NORMALISED =
      "{\"hidden\": [5], \"normalisation\": \"layer\", \"dropout\": 0.1}";

  abstract static class Encoder extends ConditionalEncoderConformance {
    @Override
    protected final EncoderProvider provider() {
      return new ConditionalMlpEncoderProvider();
    }
  }

  abstract static class Decoder extends ConditionalDecoderConformance {
    @Override
    protected final DecoderProvider provider() {
      return new ConditionalMlpDecoderProvider();
    }
  }

  abstract static class Prior extends ConditionalPriorConformance {
    @Override
    protected final PriorProvider provider() {
      return new ConditionalNormalPriorProvider();
    }
  }

  @Nested
  class EncoderOfLabels extends Encoder {
    @Override
    protected DataSchema condition() {
      return LABELS;
    }

    @Override
    protected Options options() {
      return JsonOptions.parse(EMBEDDED, "");
    }
  }

  @Nested
  class EncoderOfImages extends Encoder {
    @Override
    protected DataSchema condition() {
      return IMAGES;
    }

    @Override
    protected Options options() {
      return JsonOptions.parse(WITH_MASK, "");
    }
  }

  @Nested
  class EncoderOfTables extends Encoder {
    @Override
    protected DataSchema condition() {
      return TABLE;
    }

    @Override
    protected Options options() {
      return JsonOptions.parse(NORMALISED, "");
    }
  }

  @Nested
  class DecoderOfLabels extends Decoder {
    @Override
    protected DataSchema condition() {
      return LABELS;
    }

    @Override
    protected Options options() {
      return JsonOptions.parse(EMBEDDED, "");
    }
  }

  @Nested
  class DecoderOfImages extends Decoder {
    @Override
    protected DataSchema condition() {
      return IMAGES;
    }

    @Override
    protected Options options() {
      return JsonOptions.parse(WITH_MASK, "");
    }
  }

  @Nested
  class DecoderOfTables extends Decoder {
    @Override
    protected DataSchema condition() {
      return TABLE;
    }

    @Override
    protected Options options() {
      return JsonOptions.parse(NORMALISED, "");
    }
  }

  @Nested
  class PriorOfLabels extends Prior {
    @Override
    protected DataSchema condition() {
      return LABELS;
    }

    @Override
    protected Options options() {
      return JsonOptions.parse(EMBEDDED, "");
    }
  }

  @Nested
  class PriorOfImages extends Prior {
    @Override
    protected DataSchema condition() {
      return IMAGES;
    }

    @Override
    protected Options options() {
      return JsonOptions.parse(WITH_MASK, "");
    }
  }

  @Nested
  class PriorOfTables extends Prior {
    @Override
    protected DataSchema condition() {
      return TABLE;
    }

    @Override
    protected Options options() {
      return JsonOptions.parse(NORMALISED, "");
    }
  }
}
