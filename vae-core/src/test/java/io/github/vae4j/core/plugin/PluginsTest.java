package io.github.vae4j.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.api.model.ObjectiveTermProvider;
import io.github.vae4j.api.model.PriorProvider;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.plugin.Provider;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.api.tensor.BackendProvider;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginsTest {
  private static final String PRIORS = "io.github.vae4j.api.model.PriorProvider";

  private static final String NATIVES =
      "final class FakeNatives { static Optional<String> probe() { throw new"
          + " UnsatisfiedLinkError(\"no jcuda\"); } }";

  @TempDir Path folder;
  private final List<URLClassLoader> opened = new ArrayList<>();

  @BeforeEach
  void forgetBackends() {
    FakeBackend.STARTED.clear();
  }

  @AfterEach
  void closeLoaders() throws IOException {
    for (URLClassLoader loader : opened) {
      loader.close();
    }
  }

  /**
   * A loader named "plugins" that sees test classes but lists only the services of the given jars.
   */
  private URLClassLoader loader(PluginJar... jars) throws IOException {
    URL[] urls = new URL[jars.length];
    for (int i = 0; i < jars.length; i++) {
      urls[i] = jars[i].pack();
    }
    URLClassLoader loader =
        new URLClassLoader("plugins", urls, getClass().getClassLoader()) {
          @Override
          public Enumeration<URL> getResources(String name) throws IOException {
            return findResources(name);
          }
        };
    opened.add(loader);
    return loader;
  }

  private Plugins plugins(PluginJar... jars) throws IOException {
    return Plugins.discover(loader(jars));
  }

  private PluginJar jar(String name) throws IOException {
    return PluginJar.named(folder, name);
  }

  private static List<String> names(List<? extends Provider> providers) {
    return providers.stream().map(Provider::name).toList();
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(ConfigurationException.class).hasMessage(message);
  }

  @Test
  void noneFoundSaysWhatWasSearchedAndWhichJarsToAdd() throws IOException {
    Plugins plugins = plugins();
    String backends =
        "No backend found. Searched META-INF/services/io.github.vae4j.api.tensor.BackendProvider in"
            + " class loader 'plugins'. Add a backend's jar to the class path:"
            + " io.github.vae4j:backend-nd4j, io.github.vae4j:backend-djl or, for NVIDIA GPUs,"
            + " io.github.vae4j:backend-jcuda.";
    refused(() -> plugins.only(BackendProvider.class), backends);
    refused(() -> plugins.named(BackendProvider.class, "nd4j"), backends);
    refused(() -> plugins.backend(JsonOptions.empty()), backends);
    refused(
        () -> plugins.only(PriorProvider.class),
        "No prior found. Searched META-INF/services/io.github.vae4j.api.model.PriorProvider in class"
            + " loader 'plugins'. Add io.github.vae4j:vae-core, or the jar of a plugin that has one, to"
            + " the class path.");
    assertThat(plugins.all(PriorProvider.class)).isEmpty();
  }

  @Test
  void theOnlyOneIsUsed() throws IOException {
    Plugins plugins = plugins(jar("a").withPrior("A", "flow", ""));
    assertThat(plugins.only(PriorProvider.class).name()).isEqualTo("flow");
  }

  @Test
  void severalDemandAName() throws IOException {
    Plugins plugins =
        plugins(jar("a").withPrior("A", "vamp", ""), jar("b").withPrior("B", "flow", ""));
    refused(
        () -> plugins.only(PriorProvider.class),
        "Several priors found: flow, vamp. Name the one to use; none is chosen silently.");
    assertThat(plugins.named(PriorProvider.class, "vamp").name()).isEqualTo("vamp");
    assertThat(names(plugins.all(PriorProvider.class))).containsExactly("flow", "vamp");
  }

  @Test
  void anUnknownNameIsAnsweredWithTheClosestAndAll() throws IOException {
    Plugins plugins =
        plugins(
            jar("a").withBackend("A", "nd4j", "Optional.empty()"),
            jar("b").withBackend("B", "djl", "Optional.empty()"));
    refused(
        () -> plugins.backend("ndj4", JsonOptions.empty()),
        "No backend 'ndj4'. Did you mean 'nd4j'? Available: djl, nd4j.");
    refused(
        () -> plugins.backend("tensorflow", JsonOptions.empty()),
        "No backend 'tensorflow'. Available: djl, nd4j.");
    refused(
        () -> plugins.backend(JsonOptions.empty()),
        "Several backends found: djl, nd4j. Name the one to use; none is chosen silently.");
  }

  @Test
  void twoThatClaimOneNameAreNamedWithTheirJars() throws IOException {
    PluginJar one = jar("one").withPrior("A", "flow", "");
    PluginJar two = jar("two").withPrior("B", "flow", "").withPrior("C", "vamp", "");
    Plugins plugins = plugins(one, two);
    refused(
        () -> plugins.named(PriorProvider.class, "flow"),
        "Several priors are called 'flow': plug.A in "
            + one.path()
            + " and plug.B in "
            + two.path()
            + ". Remove all but one of these from the class path.");
    assertThat(plugins.named(PriorProvider.class, "vamp").name()).isEqualTo("vamp");
    assertThat(names(plugins.all(PriorProvider.class))).containsExactly("flow", "flow", "vamp");
  }

  @Test
  void twoOfOneNameAloneAreNoOnlyOne() throws IOException {
    Plugins plugins =
        plugins(jar("one").withPrior("A", "flow", ""), jar("two").withPrior("B", "flow", ""));
    assertThatThrownBy(() -> plugins.only(PriorProvider.class))
        .hasMessageStartingWith("Several priors are called 'flow': plug.A in ");
  }

  @Test
  void oneThatCannotRunHereSaysWhyAndWhatCan() throws IOException {
    Plugins plugins =
        plugins(
            jar("a").withBackend("A", "jcuda", "Optional.of(\"libcuda.so.1 not found\")"),
            jar("b").withBackend("B", "nd4j", "Optional.empty()"));
    refused(
        () -> plugins.backend("jcuda", JsonOptions.empty()),
        "Backend 'jcuda' is present but cannot run here: libcuda.so.1 not found. Available: nd4j.");
    assertThat(FakeBackend.STARTED).isEmpty();
    assertThat(Plugins.unavailable(plugins.named(BackendProvider.class, "nd4j"))).isEmpty();
  }

  @Test
  void oneThatFailsToSayWhetherItCanRunCannot() throws IOException {
    Plugins plugins =
        plugins(
            jar("a").with("FakeNatives", NATIVES).withBackend("A", "jcuda", "FakeNatives.probe()"));
    refused(
        () -> plugins.backend(JsonOptions.empty()),
        "Backend 'jcuda' is present but cannot run here: UnsatisfiedLinkError: no jcuda. Available:"
            + " none.");
  }

  @Test
  void startsABackendWithItsOptionsAndRefusesOthers() throws IOException {
    Plugins plugins = plugins(jar("a").withBackend("A", "nd4j", "Optional.empty()"));
    try (Backend backend =
        plugins.backend("nd4j", JsonOptions.parse("{\"threads\": 3}", "backend"))) {
      assertThat(backend.device()).isEqualTo("cpu, 3 threads");
    }
    refused(
        () -> plugins.backend(JsonOptions.parse("{\"thread\": 3}", "backend")),
        "backend: no option 'thread'. Did you mean 'threads'? Available: threads.");
    assertThat(FakeBackend.STARTED).hasSize(2).allMatch(FakeBackend::closed);
  }

  @Test
  void aConstructorThatThrowsHidesNoOther() throws IOException {
    Plugins plugins =
        plugins(
            jar("a")
                .withPrior("Bad", "bad", "if (true) throw new IllegalStateException(\"no GPU\");")
                .withPrior("Good", "good", ""));
    assertThat(plugins.only(PriorProvider.class).name()).isEqualTo("good");
    assertThat(plugins.broken(PriorProvider.class))
        .containsExactly(
            "Provider plug.Bad could not be instantiated (IllegalStateException: no GPU)");
    refused(
        () -> plugins.named(PriorProvider.class, "bad"),
        "No prior 'bad'. Available: good. Found but broken: Provider plug.Bad could not be instantiated"
            + " (IllegalStateException: no GPU).");
  }

  @Test
  void aMissingClassHidesNoOther() throws IOException {
    Plugins plugins =
        plugins(
            jar("a")
                .lists(PRIORS, "plug.Absent")
                .withPrior("Good", "good", "")
                .lists(PRIORS, "plug.AbsentToo"),
            jar("b").withPrior("Other", "other", ""));
    assertThat(names(plugins.all(PriorProvider.class))).containsExactly("good", "other");
    assertThat(plugins.broken(PriorProvider.class))
        .containsExactly("Provider plug.Absent not found", "Provider plug.AbsentToo not found");
  }

  @Test
  void aLinkageErrorHidesNoOther() throws IOException {
    PluginJar bad =
        jar("a")
            .with("Gone", "class Gone { static int value = 1; }")
            .with("Base", "abstract class Base implements PriorProvider {}")
            .withPrior("UsesGone", "uses-gone", "int v = Gone.value;")
            .with(
                "Orphan",
                "public final class Orphan extends Base { public String name() { return \"orphan\"; }"
                    + " public Prior create(Options o, BuildContext c) { return null; } }")
            .lists(PRIORS, "plug.Orphan")
            .withPrior("Good", "good", "")
            .without("Gone")
            .without("Base");
    Plugins plugins = plugins(bad, jar("b").withPrior("Other", "other", ""));
    assertThat(names(plugins.all(PriorProvider.class))).containsExactly("good", "other");
    assertThat(plugins.broken(PriorProvider.class))
        .hasSize(2)
        .anySatisfy(why -> assertThat(why).contains("plug.UsesGone").contains("plug/Gone"))
        .anySatisfy(why -> assertThat(why).contains("plug/Base"));
  }

  @Test
  void aGarbledListHidesNoOther() throws IOException {
    Plugins plugins =
        plugins(jar("a").lists(PRIORS, "not a class name"), jar("b").withPrior("B", "good", ""));
    assertThat(plugins.only(PriorProvider.class).name()).isEqualTo("good");
    assertThat(plugins.broken(PriorProvider.class)).hasSize(1);
  }

  @Test
  void aClassThatIsNoProviderHidesNoOther() throws IOException {
    Plugins plugins =
        plugins(
            jar("a")
                .with("Odd", "public final class Odd {}")
                .lists(PRIORS, "plug.Odd")
                .withPrior("B", "good", ""));
    assertThat(plugins.only(PriorProvider.class).name()).isEqualTo("good");
    assertThat(plugins.broken(PriorProvider.class))
        .singleElement()
        .asString()
        .contains("plug.Odd not a subtype");
  }

  @Test
  void aBrokenOneAloneIsNamedWhereNoneIsFound() throws IOException {
    Plugins plugins = plugins(jar("a").lists(PRIORS, "plug.Absent"));
    assertThatThrownBy(() -> plugins.only(PriorProvider.class))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageEndingWith("Found but broken: Provider plug.Absent not found.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Flow", "2d", "a b", "a_b", "-a"})
  void aNameThatIsNoNameIsRefusedAndHidesNoOther(String name) throws IOException {
    Plugins plugins = plugins(jar("a").withPrior("A", name, "").withPrior("B", "good", ""));
    assertThat(plugins.only(PriorProvider.class).name()).isEqualTo("good");
    assertThat(plugins.broken(PriorProvider.class))
        .singleElement()
        .asString()
        .startsWith("plug.A in " + folder)
        .contains(
            "has the name '" + name + "', which must be lower-case letters, digits and hyphens");
  }

  @Test
  void loadersAreMergedByClass() throws Exception {
    URLClassLoader loader = loader(jar("a").withPrior("A", "flow", ""));
    URLClassLoader child = new URLClassLoader(new URL[0], loader);
    opened.add(child);
    Discovery<PriorProvider> found =
        Discovery.of(PriorProvider.class, Discovery.distinct(loader, null, child, loader));
    assertThat(found.searched()).containsExactly(loader, child);
    assertThat(found.services().stream().filter(p -> p.name().equals("flow"))).hasSize(1);
  }

  @Test
  void byDefaultTheThreadsLoaderIsSearchedToo() throws Exception {
    URLClassLoader loader = loader(jar("a").withPrior("A", "flow-of-the-thread", ""));
    List<String> names = new ArrayList<>();
    Thread thread =
        new Thread(
            () -> names.addAll(names(Plugins.discover().all(PriorProvider.class))), "discovers");
    thread.setContextClassLoader(loader);
    thread.start();
    thread.join();
    assertThat(names).contains("flow-of-the-thread");
  }

  @Test
  void aThreadWithoutALoaderFindsWhatTheInterfacesOwnLoaderDoes() throws Exception {
    List<List<String>> names = new ArrayList<>();
    Thread thread =
        new Thread(
            () -> names.add(names(Plugins.discover().all(PriorProvider.class))), "discovers");
    thread.setContextClassLoader(null);
    thread.start();
    thread.join();
    assertThat(names).containsExactly(names(Plugins.discover().all(PriorProvider.class)));
  }

  @Test
  void servicesWithoutNamesAreFoundTheSameWay() throws IOException {
    Plugins plugins =
        plugins(
            jar("rules")
                .with(
                    "Rule",
                    "public final class Rule implements java.util.function.Supplier<String> {"
                        + " public String get() { return \"found\"; } }")
                .lists("java.util.function.Supplier", "plug.Rule"));
    assertThat(plugins.services(Supplier.class))
        .singleElement()
        .satisfies(rule -> assertThat(rule.get()).isEqualTo("found"));
  }

  @Test
  void kindsAreCalledAfterTheirInterface() {
    assertThat(Kind.of(BackendProvider.class).one()).isEqualTo("backend");
    assertThat(Kind.of(ObjectiveTermProvider.class).many()).isEqualTo("objective terms");
  }
}
