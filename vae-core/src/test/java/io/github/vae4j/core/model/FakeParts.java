package io.github.vae4j.core.model;

import io.github.vae4j.api.distribution.Distribution;
import io.github.vae4j.api.model.Batch;
import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.Condition;
import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.Decoder;
import io.github.vae4j.api.model.DecoderProvider;
import io.github.vae4j.api.model.Encoder;
import io.github.vae4j.api.model.EncoderProvider;
import io.github.vae4j.api.model.Evaluation;
import io.github.vae4j.api.model.Initializer;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.model.Latents;
import io.github.vae4j.api.model.Likelihood;
import io.github.vae4j.api.model.LikelihoodProvider;
import io.github.vae4j.api.model.ObjectiveTerm;
import io.github.vae4j.api.model.ObjectiveTermProvider;
import io.github.vae4j.api.model.Parameter;
import io.github.vae4j.api.model.Pass;
import io.github.vae4j.api.model.Posterior;
import io.github.vae4j.api.model.Prior;
import io.github.vae4j.api.model.PriorProvider;
import io.github.vae4j.api.plugin.Options;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.api.tensor.Tensor;
import java.util.List;

/** Parts that declare and ask, and never compute. */
public final class FakeParts {
  static final Initializer ZEROS = (shape, random) -> new float[Math.toIntExact(shape.size())];

  private FakeParts() {}

  /** Asks for another component while it is built, where told so. */
  private static void ask(BuildContext context, String component) {
    switch (component) {
      case "encoder" -> context.component(Encoder.class);
      case "prior" -> context.component(Prior.class);
      case "decoder" -> context.component(Decoder.class);
      case "batch" -> context.component(Batch.class);
      default -> {}
    }
  }

  /** One weight for each hidden layer. */
  public static final class FakeEncoder implements Encoder {
    final BuildContext context;

    FakeEncoder(BuildContext context, List<Integer> hidden) {
      this.context = context;
      int from = context.data().size();
      for (int i = 0; i < hidden.size(); i++) {
        int to = hidden.get(i);
        context.within("layer" + i).parameter("weight", Shape.of(from, to), ZEROS);
        from = to;
      }
    }

    @Override
    public Posterior encode(Pass pass, Batch batch) {
      throw new IllegalStateException("not in this test");
    }

    /** Found as {@code fake}. */
    public static final class Provider implements EncoderProvider {
      @Override
      public String name() {
        return "fake";
      }

      @Override
      public Encoder create(Options options, BuildContext context) {
        List<Integer> hidden = options.integers("hidden", List.of(4));
        if (hidden.isEmpty()) {
          throw options.refuse("hidden", "must not be empty");
        }
        ask(context, options.text("asks", "nothing"));
        return new FakeEncoder(context, hidden);
      }
    }
  }

  /** May contain another prior, and ask for another component. */
  public static final class FakePrior implements Prior {
    final Parameter table;
    final Object asked;

    FakePrior(BuildContext context) {
      table = context.rowTable("rows", context.latents().get(0).event(), ZEROS);
      asked = context.condition();
    }

    @Override
    public Distribution given(Pass pass, LatentGroup group, Latents drawn, Condition condition) {
      throw new IllegalStateException("not in this test");
    }

    /** Found as {@code fake}. */
    public static final class Provider implements PriorProvider {
      @Override
      public String name() {
        return "fake";
      }

      @Override
      public Prior create(Options options, BuildContext context) {
        ask(context, options.text("asks", "nothing"));
        options.section("base").ifPresent(base -> context.nested(Prior.class, "base", base));
        return new FakePrior(context);
      }
    }
  }

  /** A constant and a tracked value. */
  public static final class FakeDecoder implements Decoder {
    FakeDecoder(BuildContext context) {
      context.constant("mask", Shape.of(2), new float[] {1, 0});
      context.tracked("mean", context.latent().event(), ZEROS);
    }

    @Override
    public Tensor decode(Pass pass, Latents latents, Condition condition) {
      throw new IllegalStateException("not in this test");
    }

    /** Found as {@code fake}. */
    public static final class Provider implements DecoderProvider {
      @Override
      public String name() {
        return "fake";
      }

      @Override
      public Decoder create(Options options, BuildContext context) {
        ask(context, options.text("asks", "nothing"));
        return new FakeDecoder(context);
      }
    }
  }

  /** Declares nothing. */
  public static final class FakeLikelihood implements Likelihood {
    @Override
    public Shape parameterShape(DataSchema data) {
      return data.shape();
    }

    @Override
    public Distribution given(Pass pass, Tensor parameters) {
      throw new IllegalStateException("not in this test");
    }

    /** Found as {@code fake}. */
    public static final class Provider implements LikelihoodProvider {
      @Override
      public String name() {
        return "fake";
      }

      @Override
      public Likelihood create(Options options, BuildContext context) {
        options.number("sigma", 1);
        return new FakeLikelihood();
      }
    }
  }

  /** Reports under a name of its options. */
  record FakeTerm(String name) implements ObjectiveTerm {
    @Override
    public Tensor value(Pass pass, Evaluation step) {
      throw new IllegalStateException("not in this test");
    }
  }

  /** Found as {@code fake}. */
  public static final class TermProvider implements ObjectiveTermProvider {
    @Override
    public String name() {
      return "fake";
    }

    @Override
    public ObjectiveTerm create(Options options, BuildContext context) {
      context.parameter("critic", Shape.scalar(), ZEROS);
      return new FakeTerm(options.text("reports-as", "extra"));
    }
  }
}
