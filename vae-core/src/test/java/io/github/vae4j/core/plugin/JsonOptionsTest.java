package io.github.vae4j.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.plugin.Options;
import io.github.vae4j.api.tensor.Activation;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonOptionsTest {
  private static JsonOptions encoder(String json) {
    return JsonOptions.parse(json, "encoder");
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(ConfigurationException.class).hasMessage(message);
  }

  @Test
  void readsEveryType() {
    JsonOptions options =
        encoder(
            """
            {"i": -3, "n": 1e-3, "t": "x", "f": true, "is": [1, 2], "ns": [0.5, 2],
             "s": {"deep": 7}, "ss": [{"a": 1}, {"a": 2}], "c": "relu"}
            """);
    assertThat(options.integer("i", 0)).isEqualTo(-3);
    assertThat(options.number("n", 0)).isEqualTo(1e-3);
    assertThat(options.text("t", "")).isEqualTo("x");
    assertThat(options.flag("f", false)).isTrue();
    assertThat(options.integers("is", List.of())).containsExactly(1, 2);
    assertThat(options.numbers("ns", List.of())).containsExactly(0.5, 2.0);
    assertThat(options.section("s").orElseThrow().integer("deep", 0)).isEqualTo(7);
    assertThat(options.sections("ss").stream().map(s -> s.integer("a", 0))).containsExactly(1, 2);
    assertThat(options.choice("c", Activation.TANH)).isEqualTo(Activation.RELU);
    options.refuseUnread();
  }

  @Test
  void givesDefaultsForWhatIsAbsent() {
    Options options = JsonOptions.empty();
    assertThat(options.integer("i", 5)).isEqualTo(5);
    assertThat(options.text("t", "none")).isEqualTo("none");
    assertThat(options.section("s")).isEmpty();
    assertThat(options.sections("ss")).isEmpty();
    assertThat(options.choice("c", Activation.TANH)).isEqualTo(Activation.TANH);
  }

  @Test
  void recordsTheDefaultsOfASectionThatIsAbsent() {
    JsonOptions options = encoder("{\"given\": {\"a\": 1}}");
    assertThat(options.sectionOrDefaults("given").integer("a", 0)).isEqualTo(1);
    Options absent = options.sectionOrDefaults("absent");
    assertThat(absent.integer("b", 2)).isEqualTo(2);
    assertThat(options.sectionOrDefaults("absent")).isSameAs(absent);
    assertThat(options.resolvedJson()).isEqualTo("{\"given\":{\"a\":1},\"absent\":{\"b\":2}}");
    assertThat(absent.refuse("b", "is wrong")).hasMessage("encoder.absent.b: is wrong");
    refused(
        () -> encoder("{\"s\": 1}").sectionOrDefaults("s"),
        "encoder.s: must be an object in braces, got 1");
  }

  @ParameterizedTest
  @CsvSource({
    "400,400",
    "4e2,400",
    "400.0,400",
    "-0,0",
    "2147483647,2147483647",
    "-2147483648,-2147483648"
  })
  void takesWholeNumbersHoweverWritten(String written, int value) {
    assertThat(encoder("{\"hidden\": " + written + "}").integer("hidden", 1)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"400.5", "\"400\"", "true", "null", "2147483648", "1e400", "[400]", "{}"})
  void refusesWhatIsNoWholeNumber(String written) {
    JsonOptions options = encoder("{\"hidden\": " + written + "}");
    assertThatThrownBy(() -> options.integer("hidden", 1))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("encoder.hidden: must be a whole number, got ");
  }

  @Test
  void namesPathValueAndWhatIsWanted() {
    JsonOptions options =
        encoder(
            """
            {"n": "1", "t": 1, "f": "yes", "is": [1, 2.5], "ns": 3, "s": [], "ss": [{}, 1],
             "c": "rulu", "nested": {"x": {}}}
            """);
    refused(() -> options.number("n", 0), "encoder.n: must be a number, got \"1\"");
    refused(() -> options.text("t", ""), "encoder.t: must be a text, got 1");
    refused(() -> options.flag("f", true), "encoder.f: must be true or false, got \"yes\"");
    refused(
        () -> options.integers("is", List.of()),
        "encoder.is: must be a list of whole numbers, got [1,2.5]");
    refused(() -> options.numbers("ns", List.of()), "encoder.ns: must be a list of numbers, got 3");
    refused(() -> options.section("s"), "encoder.s: must be an object in braces, got []");
    refused(() -> options.sections("ss"), "encoder.ss[1]: must be an object in braces, got 1");
    refused(() -> options.sections("c"), "encoder.c: must be a list of objects, got \"rulu\"");
    refused(
        () -> options.choice("c", Activation.TANH),
        "encoder.c: no 'rulu'. Did you mean 'relu'? Available: identity, relu, sigmoid, silu,"
            + " softplus, tanh.");
    refused(
        () -> options.section("nested").orElseThrow().number("x", 1),
        "encoder.nested.x: must be a number, got {}");
    assertThat(options.refuse("n", "must be positive, got -1"))
        .hasMessage("encoder.n: must be positive, got -1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "1e999", "-1e999"})
  void takesNoNumberThatIsNotFinite(String written) {
    assertThatThrownBy(() -> encoder("{\"n\": " + written + "}").number("n", 0))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("encoder");
  }

  @Test
  void refusesAKeyThatStandsTwice() {
    refused(
        () -> encoder("{\"a\": 1,\n \"a\": 2}"),
        "encoder: not valid JSON at line 2, column 5: Duplicate field 'a'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "{} {}", "{\"a\": }", "{'a': 1}", "[1]", "3", "null", "{\"a\": 01}"})
  void refusesWhatIsNotOneJsonObject(String json) {
    assertThatThrownBy(() -> encoder(json))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("encoder: ");
  }

  @Test
  void refusesDeepNestingWithoutRunningOutOfStack() {
    assertThatThrownBy(() -> encoder("{\"a\":" + "[".repeat(100_000)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("nesting");
  }

  @Test
  void refusesUnreadKeysWithTheNameThatWasRead() {
    JsonOptions options = encoder("{\"hiden\": [4]}");
    options.integers("hidden", List.of(400));
    options.choice("activation", Activation.RELU);
    refused(
        options::refuseUnread,
        "encoder: no option 'hiden'. Did you mean 'hidden'? Available: activation, hidden.");
  }

  @Test
  void refusesUnreadKeysInSectionsAndLists() {
    JsonOptions section = JsonOptions.parse("{\"s\": {\"a\": 1, \"zzzz\": 2}}", "");
    section.section("s").orElseThrow().integer("a", 0);
    refused(section::refuseUnread, "s: no option 'zzzz'. Available: a.");

    JsonOptions list = JsonOptions.parse("{\"l\": [{\"a\": 1}, {\"b\": 1}]}", "");
    list.sections("l").forEach(options -> options.integer("a", 0));
    refused(list::refuseUnread, "l[1]: no option 'b'. Did you mean 'a'? Available: a.");

    JsonOptions never = JsonOptions.parse("{\"s\": {}}", "");
    refused(never::refuseUnread, "No option 's'. Available: none.");
  }

  @Test
  void aSectionReadTwiceIsOneSection() {
    JsonOptions options = encoder("{\"s\": {\"a\": 1, \"b\": 2}}");
    options.section("s").orElseThrow().integer("a", 0);
    options.section("s").orElseThrow().integer("b", 0);
    options.refuseUnread();
  }

  @Test
  void writesResolvedValuesInTheOrderOfReading() {
    JsonOptions options = encoder("{\"s\": {\"a\": 1}, \"hidden\": [400], \"ss\": [{\"b\": 2}]}");
    options.integers("hidden", List.of(1));
    options.choice("activation", Activation.SILU);
    options.number("sigma", 1);
    options.section("s").orElseThrow().integer("a", 0);
    options.section("absent");
    options.sections("ss").get(0).flag("on", true);
    assertThat(options.resolvedJson())
        .isEqualTo(
            "{\"hidden\":[400],\"activation\":\"silu\",\"sigma\":1.0,\"s\":{\"a\":1},"
                + "\"ss\":[{\"on\":true}]}");
  }

  @Test
  void givesAllOfASectionUnchanged() {
    JsonOptions options = encoder("{\"model\": {\"x\": {\"y\": [1, 2.50]}}}");
    assertThat(options.options("model").orElseThrow().json()).isEqualTo("{\"x\":{\"y\":[1,2.5]}}");
    options.refuseUnread();
    assertThat(options.resolvedJson()).isEqualTo("{\"model\":{\"x\":{\"y\":[1,2.5]}}}");
  }

  @Test
  void takesValuesFromJava() {
    JsonOptions options = JsonOptions.of(Map.of("threads", 2), "backend");
    assertThat(options.integer("threads", 1)).isEqualTo(2);
    refused(
        () -> JsonOptions.of(Map.of("n", Double.NaN), "backend").number("n", 1),
        "backend.n: must be a number, got NaN");
  }
}
