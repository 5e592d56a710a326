package io.github.vae4j.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.api.model.Batch;
import io.github.vae4j.api.model.BuildContext;
import io.github.vae4j.api.model.DataSchema;
import io.github.vae4j.api.model.DecoderProvider;
import io.github.vae4j.api.model.Encoder;
import io.github.vae4j.api.model.EncoderProvider;
import io.github.vae4j.api.model.LatentGroup;
import io.github.vae4j.api.model.LikelihoodProvider;
import io.github.vae4j.api.model.ObjectiveTermProvider;
import io.github.vae4j.api.model.Parameter;
import io.github.vae4j.api.model.Parameter.Role;
import io.github.vae4j.api.model.PriorProvider;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.tensor.Shape;
import io.github.vae4j.core.model.Architecture.Declaration;
import io.github.vae4j.core.model.FakeParts.FakeDecoder;
import io.github.vae4j.core.model.FakeParts.FakeEncoder;
import io.github.vae4j.core.model.FakeParts.FakeLikelihood;
import io.github.vae4j.core.model.FakeParts.FakePrior;
import io.github.vae4j.core.plugin.JsonOptions;
import io.github.vae4j.core.plugin.Plugins;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchitectureTest {
  private static final DataSchema DATA = DataSchema.of(2, 3, 1);

  @TempDir Path folder;
  private URLClassLoader loader;
  private Plugins plugins;

  @BeforeEach
  void listFakes() throws IOException {
    list(EncoderProvider.class, FakeEncoder.Provider.class);
    list(PriorProvider.class, FakePrior.Provider.class);
    list(DecoderProvider.class, FakeDecoder.Provider.class);
    list(LikelihoodProvider.class, FakeLikelihood.Provider.class);
    list(ObjectiveTermProvider.class, FakeParts.TermProvider.class);
    loader =
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader()) {
          @Override
          public Enumeration<URL> getResources(String name) throws IOException {
            return findResources(name);
          }
        };
    plugins = Plugins.discover(loader);
  }

  @AfterEach
  void closeLoader() throws IOException {
    loader.close();
  }

  private void list(Class<?> spi, Class<?> provider) throws IOException {
    Path list = folder.resolve("META-INF/services/" + spi.getName());
    Files.createDirectories(list.getParent());
    Files.writeString(list, provider.getName());
  }

  private static String model(String encoder, String prior, String decoder, String more) {
    return """
    {"data": {"shape": [2, 3, 1]}, "latents": [{"name": "z", "shape": [2]}],
     "encoder": %s, "prior": %s, "decoder": %s, "likelihood": {"type": "fake"}%s}
    """
        .formatted(encoder, prior, decoder, more);
  }

  private static final String FAKE = "{\"type\": \"fake\"}";

  private Architecture build(String json) {
    return Architecture.build(ModelDescription.parse(json), plugins, 5);
  }

  private void refused(String json, String message) {
    assertThatThrownBy(() -> build(json))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(message);
  }

  private static ArchitectureBuilder byCode(Function<BuildContext, Encoder> encoder) {
    return Architecture.builder(DATA)
        .latents(LatentGroup.of("z", 2))
        .encoder(encoder)
        .prior(FakePrior::new)
        .decoder(FakeDecoder::new)
        .likelihood(context -> new FakeLikelihood());
  }

  private static List<String> names(Architecture model) {
    return model.declarations().stream().map(d -> d.key().name()).toList();
  }

  @Test
  void declaresParametersByPlaceRoleAndGroup() {
    Architecture model = build(model("{\"type\":\"fake\",\"hidden\":[4,3]}", FAKE, FAKE, ""));
    assertThat(model.declarations())
        .extracting(Declaration::key)
        .containsExactly(
            new Parameter("encoder.layer0.weight", Shape.of(6, 4), Role.TRAINED, "encoder"),
            new Parameter("encoder.layer1.weight", Shape.of(4, 3), Role.TRAINED, "encoder"),
            new Parameter("prior.rows", Shape.of(2), Role.ROW_TABLE, "prior"),
            new Parameter("decoder.mask", Shape.of(2), Role.CONSTANT, "decoder"),
            new Parameter("decoder.mean", Shape.of(2), Role.TRACKED, "decoder"));
    assertThat(model.data()).isEqualTo(DATA);
    assertThat(model.latents()).containsExactly(LatentGroup.of("z", 2));
    assertThat(model.observations()).isEqualTo(5);
    assertThat(model.condition()).isEmpty();
    assertThat(model.encoder()).isInstanceOf(FakeEncoder.class);
    assertThat(model.likelihood()).isInstanceOf(FakeLikelihood.class);
  }

  @Test
  void nestedComponentsLieWithinTheirOwner() {
    Architecture model =
        build(
            model(
                FAKE,
                "{\"type\":\"fake\",\"base\":{\"type\":\"fake\",\"base\":{\"type\":\"fake\"}}}",
                FAKE,
                ""));
    assertThat(names(model)).contains("prior.rows", "prior.base.rows", "prior.base.base.rows");
    assertThat(model.declarations())
        .filteredOn(d -> d.key().name().startsWith("prior."))
        .allMatch(d -> d.key().group().equals("prior"));
    assertThat(model.description().toJson())
        .contains(
            "\"prior\":{\"type\":\"fake\",\"asks\":\"nothing\",\"base\":{\"type\":\"fake\",\"asks\":\"nothing\","
                + "\"base\":{\"type\":\"fake\",\"asks\":\"nothing\"}}}");
  }

  @Test
  void theDescriptionHoldsDefaultsAndRebuildsTheModel() {
    Architecture model = build(model(FAKE, FAKE, FAKE, ", \"terms\": [{\"type\": \"fake\"}]"));
    assertThat(model.description().toJson())
        .isEqualTo(
            "{\"data\":{\"shape\":[2,3,1]},\"latents\":[{\"name\":\"z\",\"shape\":[2]}],"
                + "\"encoder\":{\"type\":\"fake\",\"hidden\":[4],\"asks\":\"nothing\"},"
                + "\"prior\":{\"type\":\"fake\",\"asks\":\"nothing\"},"
                + "\"decoder\":{\"type\":\"fake\",\"asks\":\"nothing\"},"
                + "\"likelihood\":{\"type\":\"fake\",\"sigma\":1.0},"
                + "\"terms\":[{\"type\":\"fake\",\"weight\":1.0,\"reports-as\":\"extra\"}]}");
    Architecture again = Architecture.build(model.description(), plugins, 0);
    assertThat(again.description()).isEqualTo(model.description());
    assertThat(names(again)).isEqualTo(names(model));
  }

  @Test
  void anUnknownProviderIsRefusedByPath() {
    refused(
        model("{\"type\": \"fakee\"}", FAKE, FAKE, ""),
        "encoder.type: No encoder 'fakee'. Did you mean 'fake'? Available: fake.");
    refused(model("{}", FAKE, FAKE, ""), "encoder.type: missing; name one of: fake");
    refused(
        model(FAKE, "{\"type\": \"fake\", \"base\": {\"type\": \"flow\"}}", FAKE, ""),
        "prior.base.type: No prior 'flow'. Available: fake.");
  }

  @Test
  void optionsThatNobodyReadAreRefused() {
    refused(
        model("{\"type\": \"fake\", \"hiden\": [3]}", FAKE, FAKE, ""),
        "encoder: no option 'hiden'. Did you mean 'hidden'? Available: asks, hidden, type.");
    refused(
        model(FAKE, "{\"type\": \"fake\", \"base\": {\"type\": \"fake\", \"x\": 1}}", FAKE, ""),
        "prior.base: no option 'x'. Available: asks, base, type.");
    refused(
        model(FAKE, FAKE, FAKE, ", \"terms\": [{\"type\": \"fake\", \"wight\": 2}]"),
        "terms[0]: no option 'wight'. Did you mean 'weight'? Available: reports-as, type, weight.");
    refused(
        model("{\"type\": \"fake\", \"hidden\": []}", FAKE, FAKE, ""),
        "encoder.hidden: must not be empty");
  }

  @Test
  void aComponentAskedForEarlyIsBuiltOnce() {
    Architecture model = build(model("{\"type\":\"fake\",\"asks\":\"decoder\"}", FAKE, FAKE, ""));
    assertThat(names(model))
        .containsExactly("decoder.mask", "decoder.mean", "encoder.layer0.weight", "prior.rows");
    List<Encoder> seen = new ArrayList<>();
    Architecture byCode =
        byCode(context -> new FakeEncoder(context, List.of(4)))
            .prior(
                context -> {
                  seen.add(context.component(Encoder.class));
                  return new FakePrior(context);
                })
            .build();
    assertThat(seen).containsExactly(byCode.encoder());
  }

  @Test
  void aCircleIsRefusedByName() {
    refused(
        model(
            "{\"type\":\"fake\",\"asks\":\"prior\"}",
            "{\"type\":\"fake\",\"asks\":\"encoder\"}",
            FAKE,
            ""),
        "Components ask for each other in a circle: encoder → prior → encoder. One of them must be made"
            + " without the next.");
    refused(
        model(
            "{\"type\":\"fake\",\"asks\":\"prior\"}",
            "{\"type\":\"fake\",\"asks\":\"decoder\"}",
            "{\"type\":\"fake\",\"asks\":\"prior\"}",
            ""),
        "Components ask for each other in a circle: prior → decoder → prior. One of them must be made"
            + " without the next.");
    refused(
        model("{\"type\":\"fake\",\"asks\":\"encoder\"}", FAKE, FAKE, ""),
        "Components ask for each other in a circle: encoder → encoder. One of them must be made without"
            + " the next.");
  }

  @Test
  void whatIsNoComponentIsRefused() {
    assertThatThrownBy(() -> build(model("{\"type\":\"fake\",\"asks\":\"batch\"}", FAKE, FAKE, "")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "component: a model has no io.github.vae4j.api.model.Batch; ask for Encoder, Prior,"
                + " Decoder, Likelihood");
  }

  @Test
  void aNameDeclaredTwiceIsRefused() {
    assertThatThrownBy(
            () ->
                byCode(
                        context -> {
                          context.parameter("w", Shape.of(2), FakeParts.ZEROS);
                          context.constant("w", Shape.of(1), new float[1]);
                          return new FakeEncoder(context, List.of(4));
                        })
                    .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "parameter: 'encoder.w' is declared twice, as trained (2) and as constant (1); give parts"
                + " of a component names of their own with within(name)");
  }

  @Test
  void badNamesAndConstantsAreRefused() {
    Function<Consumer<BuildContext>, Architecture> with =
        declare ->
            byCode(
                    context -> {
                      declare.accept(context);
                      return new FakeEncoder(context, List.of(4));
                    })
                .build();
    assertThatThrownBy(() -> with.apply(c -> c.parameter("a b", Shape.scalar(), FakeParts.ZEROS)))
        .hasMessageStartingWith("encoder: 'a b' is no name for a parameter, place or part");
    assertThatThrownBy(() -> with.apply(c -> c.within("")))
        .hasMessageStartingWith("encoder: '' is no name");
    assertThatThrownBy(
            () -> with.apply(c -> c.within("part").constant("m", Shape.of(3), new float[2])))
        .hasMessage("constant: 'encoder.part.m' of shape (3) needs 3 values, got 2");
    assertThatThrownBy(() -> with.apply(c -> c.nested(Batch.class, "n", JsonOptions.empty())))
        .hasMessageContaining("is no kind of component");
  }

  @Test
  void nothingIsDeclaredAfterwards() {
    Architecture model = byCode(context -> new FakeEncoder(context, List.of(4))).build();
    BuildContext late = ((FakeEncoder) model.encoder()).context;
    assertThatThrownBy(() -> late.parameter("late", Shape.scalar(), FakeParts.ZEROS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("parameter 'encoder.late' is asked for after the model was built");
  }

  @Test
  void aConstantKeepsItsValues() {
    float[] values = {1, 2};
    Architecture model =
        byCode(
                context -> {
                  context.constant("fixed", Shape.of(2), values);
                  return new FakeEncoder(context, List.of(4));
                })
            .build();
    values[0] = 9;
    Declaration fixed = model.declarations().get(0);
    assertThat(fixed.initializer().values(Shape.of(2), null)).containsExactly(1, 2);
  }

  @Test
  void severalGroupsAreRefusedWhereOneIsNeeded() {
    ArchitectureBuilder builder =
        byCode(context -> new FakeEncoder(context, List.of(4)))
            .latents(LatentGroup.of("z1", 2), LatentGroup.of("z2", 3));
    assertThatThrownBy(builder::build)
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("decoder: made for one group of latents, the model has 2: z1, z2");
    assertThatThrownBy(builder.latents(LatentGroup.of("z", 2), LatentGroup.of("z", 3))::build)
        .hasMessage("build: two latent groups are called 'z'");
  }

  @Test
  void componentsMadeByCodeHaveNoDescription() {
    Architecture model = byCode(context -> new FakeEncoder(context, List.of(4))).build();
    assertThatThrownBy(model::description)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("encoder is a " + FakeEncoder.class.getName() + ", prior is a ");

    ModelDescription described = ModelDescription.parse(model(FAKE, FAKE, FAKE, ""));
    Architecture mixed = Architecture.builder(described, plugins).prior(FakePrior::new).build();
    assertThatThrownBy(mixed::description)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith(
            "description: prior is a " + FakePrior.class.getName() + ", made by");
  }

  @Test
  void missingPartsAreNamed() {
    assertThatThrownBy(Architecture.builder(DATA)::build)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("build: no latents");
    assertThatThrownBy(
            Architecture.builder(DATA)
                    .latents(LatentGroup.of("z", 1))
                    .encoder(context -> new FakeEncoder(context, List.of()))
                ::build)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("build: no prior; call prior(context -> …) with one");
    assertThatThrownBy(() -> Architecture.builder(DATA).observations(-1))
        .hasMessage("observations: must be 0 or more, got -1");
  }

  @Test
  void contextsTellConditionAndObservations() {
    List<Object> seen = new ArrayList<>();
    byCode(
            context -> {
              seen.add(context.condition().orElseThrow());
              seen.add(context.observations());
              return new FakeEncoder(context, List.of(4));
            })
        .condition(DataSchema.of(10))
        .observations(7)
        .build();
    assertThat(seen).containsExactly(DataSchema.of(10), 7L);
  }

  @Test
  void termsHaveWeightsNamesAndParametersOfTheirOwn() {
    Architecture model =
        build(
            model(
                FAKE,
                FAKE,
                FAKE,
                ", \"terms\": [{\"type\": \"fake\", \"weight\": 0.25},"
                    + " {\"type\": \"fake\", \"reports-as\": \"other\"}]"));
    assertThat(model.terms()).extracting(t -> t.term().name()).containsExactly("extra", "other");
    assertThat(model.terms()).extracting(Architecture.Term::weight).containsExactly(0.25, 1.0);
    assertThat(model.declarations())
        .extracting(Declaration::key)
        .contains(
            new Parameter("terms.fake.critic", Shape.scalar(), Role.TRAINED, "terms.fake"),
            new Parameter("terms.fake2.critic", Shape.scalar(), Role.TRAINED, "terms.fake2"));
    refused(
        model(FAKE, FAKE, FAKE, ", \"terms\": [{\"type\": \"fake\"}, {\"type\": \"fake\"}]"),
        "terms.fake2: two terms of the objective report as 'extra'");
    refused(
        model(FAKE, FAKE, FAKE, ", \"terms\": [{\"type\": \"fake\", \"weight\": 1e999}]"),
        "terms[0].weight: must be a number, got \"Infinity\"");
    assertThatThrownBy(
            () ->
                Architecture.builder(DATA).term("t", Double.NaN, c -> new FakeParts.FakeTerm("t")))
        .hasMessage("term: the weight of 't' must be finite, got NaN");
  }
}
