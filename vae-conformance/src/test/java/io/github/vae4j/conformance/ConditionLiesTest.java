package io.github.vae4j.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.DataSchema.Column;
import io.github.vae4j.api.model.DecoderProvider;
import io.github.vae4j.api.model.EncoderProvider;
import io.github.vae4j.api.model.PriorProvider;
import io.github.vae4j.api.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Parts that read their condition wrongly, each of which the suites must catch. */
class ConditionLiesTest {
  private static final String PARAMETER = "vae4j.condition";

  static List<Class<?>> suites() {
    return List.of(OfEncoders.class, OfPriors.class, OfDecoders.class);
  }

  static Stream<Arguments> lies() {
    return Arrays.stream(ConditionLie.values())
        .filter(lie -> lie != ConditionLie.HONEST)
        .flatMap(lie -> suites().stream().map(suite -> Arguments.of(lie, suite)));
  }

  @ParameterizedTest
  @MethodSource("lies")
  void isCaught(ConditionLie lie, Class<?> suite) {
    assertThat(failures(lie, suite))
        .anySatisfy(message -> assertThat(message).startsWith(lie.words()));
  }

  @Test
  void oneRowForAllIsCaughtWithoutLatents() {
    assertThat(failures(ConditionLie.READS_THE_FIRST_ROW_FOR_ALL, OfDecoders.class))
        .anySatisfy(message -> assertThat(message).contains("parameters without latents"));
  }

  @ParameterizedTest
  @MethodSource("suites")
  void honestPartIsNotAccused(Class<?> suite) {
    assertThat(failures(ConditionLie.HONEST, suite)).isEmpty();
  }

  @Test
  void decoderThatNeedsLatentsIsNotAccusedWhereItSaysSo() {
    assertThat(failures(ConditionLie.HONEST, OfDecodersThatNeedLatents.class)).isEmpty();
  }

  @Test
  void decoderThatOnlySaysThatItNeedsLatentsIsCaught() {
    assertThat(failures(ConditionLie.HONEST, OfDecodersThatNeedNone.class))
        .singleElement(STRING)
        .startsWith("a model without latents: was not refused");
  }

  @Test
  void conditionsThatAreAllEqualAreRefused() {
    DataSchema sorts = new DataSchema(Shape.of(1), List.of(Column.category("sort", 1)));
    assertThatThrownBy(() -> ConditionRules.example(sorts))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("condition(): each column has one category, ");
  }

  private static List<String> failures(ConditionLie lie, Class<?> suite) {
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(suite))
                .configurationParameter(PARAMETER, lie.name())
                .build(),
            summary);
    assertThat(summary.getSummary().getTestsStartedCount()).isGreaterThan(5);
    return summary.getSummary().getFailures().stream()
        .map(failure -> String.valueOf(failure.getException().getMessage()))
        .toList();
  }

  /** Hands the lie that a run is about to the constructor of a suite. */
  static final class LieOfTheRun implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext extension) {
      return parameter.getParameter().getType() == ConditionLie.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext extension) {
      return ConditionLie.valueOf(extension.getConfigurationParameter(PARAMETER).orElseThrow());
    }
  }

  @ExtendWith(LieOfTheRun.class)
  static final class OfEncoders extends ConditionalEncoderConformance {
    private final ConditionLie lie;

    OfEncoders(ConditionLie lie) {
      this.lie = lie;
    }

    @Override
    protected EncoderProvider provider() {
      return new NumberParts.Encoders(lie, "numbers");
    }

    @Override
    protected DataSchema condition() {
      return ConditionLie.SCHEMA;
    }
  }

  @ExtendWith(LieOfTheRun.class)
  static final class OfPriors extends ConditionalPriorConformance {
    private final ConditionLie lie;

    OfPriors(ConditionLie lie) {
      this.lie = lie;
    }

    @Override
    protected PriorProvider provider() {
      return new NumberParts.Priors(lie, "numbers");
    }

    @Override
    protected DataSchema condition() {
      return ConditionLie.SCHEMA;
    }
  }

  @ExtendWith(LieOfTheRun.class)
  static class OfDecoders extends ConditionalDecoderConformance {
    private final ConditionLie lie;

    OfDecoders(ConditionLie lie) {
      this.lie = lie;
    }

    @Override
    protected DecoderProvider provider() {
      return new NumberParts.Decoders(lie, "numbers");
    }

    @Override
    protected DataSchema condition() {
      return ConditionLie.SCHEMA;
    }
  }

  @ExtendWith(LieOfTheRun.class)
  static final class OfDecodersThatNeedLatents extends OfDecoders {
    OfDecodersThatNeedLatents(ConditionLie lie) {
      super(lie);
    }

    @Override
    protected DecoderProvider provider() {
      return new NumberParts.DecodersOfLatents("numbers");
    }

    @Override
    protected boolean needsLatents() {
      return true;
    }
  }

  @ExtendWith(LieOfTheRun.class)
  static final class OfDecodersThatNeedNone extends OfDecoders {
    OfDecodersThatNeedNone(ConditionLie lie) {
      super(lie);
    }

    @Override
    protected boolean needsLatents() {
      return true;
    }
  }
}
