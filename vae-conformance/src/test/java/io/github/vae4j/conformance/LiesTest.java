package io.github.vae4j.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary.Failure;

/** Deliberately wrong backends: the suite must catch each one, and say what is wrong. */
class LiesTest {
  static Stream<Lie> lies() {
    return Lies.all().stream().filter(lie -> !lie.words().isEmpty());
  }

  static Stream<Lie> tests() {
    return lies()
        .map(lie -> new Lie("honest", lie.suite(), lie.test(), List.of(), lie.provider()))
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("lies")
  void isCaught(Lie lie) {
    List<String> messages =
        failures(lie).stream()
            .map(failure -> String.valueOf(failure.getException().getMessage()))
            .toList();
    assertThat(messages)
        .as("messages of %s", lie)
        .anySatisfy(message -> assertThat(message).contains(lie.words()));
  }

  @ParameterizedTest
  @MethodSource("tests")
  void honestForwardingIsNotAccused(Lie honest) {
    assertThat(failures(honest)).isEmpty();
  }

  @Test
  void namesAreUnique() {
    assertThat(Lies.all().stream().map(Lie::name)).doesNotHaveDuplicates();
  }

  private static List<Failure> failures(Lie lie) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectMethod(lie.suite(), method(lie)))
            .configurationParameter(ProviderOfTheRun.PARAMETER, lie.name())
            .build();
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request, summary);
    assertThat(summary.getSummary().getTestsStartedCount())
        .as("tests of %s that ran", lie)
        .isPositive();
    return summary.getSummary().getFailures();
  }

  private static Method method(Lie lie) {
    return Stream.<Class<?>>iterate(lie.suite(), type -> type != Object.class, Class::getSuperclass)
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .filter(method -> method.getName().equals(lie.test()))
        .findFirst()
        .orElseThrow();
  }
}
