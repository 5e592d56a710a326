package io.github.vae4j.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The page of rules and the suites say the same. */
class SpecificationTest {
  private static final Path PAGE = Path.of("..", "docs", "specification.md");
  private static final Pattern RULE = Pattern.compile("(?m)^\\*\\*R(\\d+)\\*\\* ");
  private static final Pattern RULE_WITH_INTENT =
      Pattern.compile("(?m)^\\*\\*R(\\d+)\\*\\* (?:.+\\n)+?\\*Intent: .+(?:\\n.+)*\\*$");
  private static final Pattern TEST = Pattern.compile("r(\\d+)_[a-zA-Z0-9]+_[a-zA-Z0-9]+");

  private static final List<Class<?>> SUITES =
      List.of(
          OpsConformance.class,
          RandomConformance.class,
          BackendConformance.class,
          DistributionConformance.class,
          EncoderConformance.class,
          DecoderConformance.class,
          PriorConformance.class,
          LikelihoodConformance.class,
          ConditionalEncoderConformance.class,
          ConditionalDecoderConformance.class,
          ConditionalPriorConformance.class,
          TrainingConformance.class,
          MemoryConformance.class);

  @Test
  void everyRuleHasATestAndEveryTestARule() throws IOException {
    assertThat(new TreeSet<>(rules(RULE)))
        .isEqualTo(new TreeSet<>(tests().map(SpecificationTest::rule).toList()));
  }

  @Test
  void everyRuleStandsOnceWithItsIntent() throws IOException {
    assertThat(rules(RULE)).doesNotHaveDuplicates().isEqualTo(rules(RULE_WITH_INTENT)).isSorted();
  }

  @Test
  void everyTestIsNamedAfterItsRule() {
    assertThat(tests()).allSatisfy(name -> assertThat(name).matches(TEST));
  }

  private static List<Integer> rules(Pattern pattern) throws IOException {
    return pattern
        .matcher(Files.readString(PAGE))
        .results()
        .map((MatchResult r) -> Integer.valueOf(r.group(1)))
        .toList();
  }

  private static int rule(String test) {
    return Integer.parseInt(test.substring(1, test.indexOf('_')));
  }

  /** Returns the names of the test methods of all suites, inherited ones included. */
  private static Stream<String> tests() {
    return SUITES.stream()
        .flatMap(
            suite ->
                Stream.<Class<?>>iterate(suite, type -> type != Object.class, Class::getSuperclass))
        .distinct()
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .filter(m -> m.isAnnotationPresent(Test.class) || m.isAnnotationPresent(TestFactory.class))
        .map(Method::getName);
  }
}
