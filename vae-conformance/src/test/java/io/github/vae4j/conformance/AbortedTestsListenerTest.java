package io.github.vae4j.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.vae4j.api.plugin.Options;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.BackendProvider;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

class AbortedTestsListenerTest {

  @Test
  void countsSuitesThatCannotRunHere() {
    AbortedTestsListener listener = new AbortedTestsListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(NoDevice.class))
                .build(),
            listener);
    assertThat(listener.report().orElseThrow())
        .contains(
            "1 not tested here",
            "all of AbortedTestsListenerTest$NoDevice",
            "backend 'toaster' cannot run on this machine: no bread");
  }

  @Test
  void demandsTheSameReasonOfCreation() {
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(NoReason.class))
                .build(),
            summary);
    assertThat(summary.getSummary().getFailures())
        .singleElement()
        .satisfies(
            failure ->
                assertThat(failure.getException())
                    .hasMessageContaining("the message must say \"no bread\""));
  }

  @Test
  void isFoundByThePlatform() {
    assertThat(ServiceLoader.load(TestExecutionListener.class))
        .hasAtLeastOneElementOfType(AbortedTestsListener.class);
  }

  @Test
  void saysNothingWhereNothingWasAborted() {
    assertThat(new AbortedTestsListener().report()).isEmpty();
    assertThatThrownBy(() -> new Toaster("burnt").create(null)).hasMessage("burnt");
  }

  private record Toaster(String refusal) implements BackendProvider {
    @Override
    public String name() {
      return "toaster";
    }

    @Override
    public Optional<String> unavailable() {
      return Optional.of("no bread");
    }

    @Override
    public Backend create(Options options) {
      throw new IllegalStateException(refusal);
    }
  }

  static final class NoDevice extends BackendConformance {
    @Override
    protected BackendProvider provider() {
      return new Toaster("toaster: no bread");
    }
  }

  static final class NoReason extends BackendConformance {
    @Override
    protected BackendProvider provider() {
      return new Toaster("broken");
    }
  }
}
