package io.github.vae4j.core.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Guice;
import com.google.inject.Inject;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Provider;
import com.google.inject.Stage;
import io.github.vae4j.api.plugin.Options;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.BackendProvider;
import io.github.vae4j.api.tensor.Ops;
import io.github.vae4j.core.distribution.DiagonalNormal;
import io.github.vae4j.core.distribution.KlRules;
import io.github.vae4j.core.plugin.FakeBackend;
import io.github.vae4j.core.plugin.Plugins;
import io.github.vae4j.core.reference.ReferenceBackend;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaeModuleTest {
  @TempDir Path folder;

  /** The only backend that these tests list. */
  public static final class FakeProvider implements BackendProvider {
    @Override
    public String name() {
      return "fake";
    }

    @Override
    public Optional<String> unavailable() {
      return Optional.empty();
    }

    @Override
    public Backend create(Options options) {
      return new FakeBackend(name(), options);
    }
  }

  /** A user's class that nothing binds. */
  static final class Service {
    final Provider<Backend> backend;
    final Helper helper;

    @Inject
    Service(Provider<Backend> backend, Helper helper) {
      this.backend = backend;
      this.helper = helper;
    }
  }

  /** Another, with a public constructor and no annotation, as a lenient injector allows. */
  static class Helper {
    public Helper() {}
  }

  @BeforeEach
  void forgetBackends() {
    FakeBackend.STARTED.clear();
  }

  private Plugins plugins() throws IOException {
    Path list = folder.resolve("META-INF/services/" + BackendProvider.class.getName());
    Files.createDirectories(list.getParent());
    Files.writeString(list, FakeProvider.class.getName());
    URL[] urls = {folder.toUri().toURL()};
    return Plugins.discover(
        new URLClassLoader(urls, getClass().getClassLoader()) {
          @Override
          public Enumeration<URL> getResources(String name) throws IOException {
            return findResources(name);
          }
        });
  }

  @Test
  void startsNothingBeforeTheBackendIsAskedFor() throws IOException {
    for (Stage stage : new Stage[] {Stage.DEVELOPMENT, Stage.PRODUCTION}) {
      FakeBackend.STARTED.clear();
      Injector injector =
          Guice.createInjector(stage, VaeModule.with(BackendChoice.only(), plugins()));
      Service service = injector.getInstance(Service.class);
      assertThat(FakeBackend.STARTED).isEmpty();

      Backend backend = service.backend.get();
      assertThat(injector.getInstance(Backend.class)).isSameAs(backend);
      assertThat(FakeBackend.STARTED).hasSize(1);
    }
  }

  @Test
  void givesTheKlRulesOfItsPlugins() throws IOException {
    Injector injector = Guice.createInjector(VaeModule.with(BackendChoice.only(), plugins()));
    Ops ops = new ReferenceBackend().scope().ops();
    DiagonalNormal standard = DiagonalNormal.standard(ops, 2);
    assertThat(injector.getInstance(KlRules.class).between(standard, standard)).isEmpty();
    Injector whole = Guice.createInjector(VaeModule.with(BackendChoice.only(), Plugins.discover()));
    assertThat(whole.getInstance(KlRules.class).between(standard, standard)).isPresent();
  }

  @Test
  void leavesTheUsersInjectorAsLenientAsItWas() throws IOException {
    Injector injector = Guice.createInjector(VaeModule.with(BackendChoice.only(), plugins()));
    assertThat(injector.getInstance(Service.class).helper).isNotNull();
    assertThat(injector.getInstance(Plugins.class).only(BackendProvider.class).name())
        .isEqualTo("fake");
  }

  @Test
  void fitsIntoAStrictInjectorOfTheUsers() throws IOException {
    Injector injector =
        Guice.createInjector(
            Stage.PRODUCTION,
            binder -> {
              binder.requireExplicitBindings();
              binder.requireAtInjectOnConstructors();
              binder.requireExactBindingAnnotations();
              binder.disableCircularProxies();
            },
            VaeModule.with(BackendChoice.named("fake").withOptions("{\"threads\": 3}"), plugins()));
    assertThat(injector.getInstance(Backend.class).device()).isEqualTo("cpu, 3 threads");
    assertThatThrownBy(() -> injector.getInstance(Helper.class))
        .hasMessageContaining("Explicit bindings are required");
  }

  @Test
  void keepsWhatIsItsOwnToItself() throws IOException {
    Injector injector = Guice.createInjector(VaeModule.with(BackendChoice.only(), plugins()));
    assertThat(injector.getExistingBinding(Key.get(BackendChoice.class))).isNull();
  }

  @Test
  void saysWhatIsWrongWithTheChoice() throws IOException {
    Injector injector = Guice.createInjector(VaeModule.with(BackendChoice.named("fak"), plugins()));
    assertThatThrownBy(() -> injector.getInstance(Backend.class))
        .hasMessageContaining("No backend 'fak'. Did you mean 'fake'? Available: fake.");
    assertThatThrownBy(() -> BackendChoice.only().withOptions("[]"))
        .hasMessage("backend: a JSON object in braces is wanted, got []");
  }

  @Test
  void anApplicationWithoutAnInjectorGetsItsOwn() throws IOException {
    try (Vae4j vae4j = Vae4j.create(BackendChoice.only(), plugins())) {
      assertThat(vae4j.plugins().all(BackendProvider.class)).hasSize(1);
      assertThat(FakeBackend.STARTED).isEmpty();
      assertThat(vae4j.backend()).isSameAs(vae4j.backend());
    }
    assertThat(FakeBackend.STARTED).singleElement().matches(FakeBackend::closed);
  }

  @Test
  void theApplicationsRefusalsComeUnwrapped() throws IOException {
    try (Vae4j vae4j = Vae4j.create(BackendChoice.named("fak"), plugins())) {
      assertThatThrownBy(vae4j::backend)
          .isInstanceOf(io.github.vae4j.api.plugin.ConfigurationException.class)
          .hasMessage("No backend 'fak'. Did you mean 'fake'? Available: fake.");
    }
  }

  @Test
  void nothingStartsAfterTheEnd() throws IOException {
    Vae4j vae4j = Vae4j.create(BackendChoice.only(), plugins());
    vae4j.close();
    vae4j.close();
    assertThatThrownBy(vae4j::backend)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    assertThat(FakeBackend.STARTED).isEmpty();
  }
}
