package io.github.vae4j.examples;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which module may know which other, over the main classes of all of them. */
class ArchitectureTest {
  private static final String ROOT = "io.github.vae4j";
  private static final String API = ROOT + ".api..";
  private static final String CORE = ROOT + ".core..";
  private static final String ND4J = ROOT + ".nd4j..";
  private static final String DJL = ROOT + ".djl..";
  private static final String JCUDA = ROOT + ".jcuda..";
  private static final String BACKENDS = ROOT + ".[nd4j|djl|jcuda]..";
  private static final String CVAE = ROOT + ".cvae..";
  private static final String CONFORMANCE = ROOT + ".conformance..";
  private static final String EXAMPLES = ROOT + ".examples..";
  private static final String[] GUICE = {"com.google.inject..", "jakarta.inject.."};

  private static JavaClasses main;

  @BeforeAll
  static void readsMainClasses() {
    main =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);
  }

  @ParameterizedTest
  @ValueSource(strings = {API, CORE, CVAE, ND4J, DJL, JCUDA, CONFORMANCE, EXAMPLES})
  void everyModuleIsLookedAt(String module) {
    assertThat(main.that(resideInAnyPackage(module))).isNotEmpty();
  }

  @Test
  void theApiStandsAlone() {
    allowed(API, "java..", "org.jspecify..")
        .because(
            "whoever writes a backend or a model part has vae-api on the class path and need have nothing else")
        .check(main);
  }

  @Test
  void theCoreKnowsNoEngineAndNoCommand() {
    allowed(
            CORE,
            "java..",
            API,
            "org.jspecify..",
            "org.slf4j..",
            "com.fasterxml.jackson..",
            "org.apache.commons.csv..",
            "org.hipparchus..",
            GUICE[0],
            GUICE[1])
        .because(
            "core is written against Ops; engines are found at run time, and each library it names reaches every user")
        .check(main);
  }

  @Test
  void conditionalModelsAreAPluginLikeAnyOther() {
    allowed(CVAE, "java..", API, CORE, "org.jspecify..")
        .because(
            "it shows that whoever writes model parts needs no more than vae-api and vae-core have")
        .check(main);
  }

  @Test
  void guiceIsNamedInTheWiringAlone() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "..")
        .and()
        .resideOutsideOfPackage(ROOT + ".core.wiring..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(GUICE)
        .because("everything can be built with new; Guice is one way of doing it")
        .check(main);
  }

  @Test
  void backendsKnowTheApiAlone() {
    noClasses()
        .that()
        .resideInAPackage(BACKENDS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(CORE, CVAE, CONFORMANCE, EXAMPLES)
        .because(
            "a backend is an implementation of Ops that anybody can write with vae-api and the engine")
        .check(main);
  }

  @Test
  void backendsDoNotKnowEachOther() {
    slices()
        .matching(ROOT + ".(nd4j|djl|jcuda)..")
        .should()
        .notDependOnEachOther()
        .because("a user has one of them on the class path")
        .check(main);
  }

  @Test
  void theConformanceKitKnowsNoEngine() {
    noClasses()
        .that()
        .resideInAPackage(CONFORMANCE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(BACKENDS, CVAE, EXAMPLES)
        .because("the same rules hold for every backend, so that none may be exempt by its name")
        .check(main);
  }

  @Test
  void nothingKnowsTheCommand() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "..")
        .and()
        .resideOutsideOfPackage(EXAMPLES)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(EXAMPLES)
        .because("the command is a user of the library like any other")
        .check(main);
  }

  @ParameterizedTest
  @ValueSource(strings = {"api", "core", "cvae", "nd4j", "djl", "jcuda", "conformance", "examples"})
  void packagesOfAModuleFormNoCircle(String module) {
    slices()
        .matching(ROOT + "." + module + ".(*)..")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .because(
            "packages that know each other in a circle can only be understood, and changed, all at once")
        .check(main);
  }

  @Test
  void aRuleThatIsBrokenSaysWhy() {
    ArchRule broken = allowed(CORE, "java..").because("this is a test");

    assertThatThrownBy(() -> broken.check(main))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("this is a test");
  }

  private static ArchRule allowed(String module, String... others) {
    return classes()
        .that()
        .resideInAPackage(module)
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(others).or(resideInAnyPackage(module)));
  }
}
