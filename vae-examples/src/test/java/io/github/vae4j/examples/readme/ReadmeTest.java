package io.github.vae4j.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the README shows is what is compiled and run here. */
class ReadmeTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern BLOCK = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);

  @Test
  void everyBlockOfJavaIsASourceOfThisModule() throws IOException {
    List<String> shown = blocks();

    assertThat(shown).contains(snippet("Embed"), snippet("LearnedPriorProvider"));
    assertThat(List.of(snippet("Embed"), snippet("LearnedPriorProvider"))).containsAll(shown);
  }

  @Test
  void theLineThatRegistersTheExtensionIsThatOfThisModule() throws IOException {
    String services = "META-INF/services/io.github.vae4j.api.model.PriorProvider";
    String line = Files.readString(Path.of("src/main/resources").resolve(services)).strip();

    assertThat(readme()).contains(services, line);
  }

  @Test
  void bothAreShort() throws IOException {
    assertThat(snippet("Embed").lines().count()).isLessThanOrEqualTo(18);
    assertThat(snippet("LearnedPriorProvider").lines().count()).isLessThanOrEqualTo(16);
  }

  private static List<String> blocks() throws IOException {
    return BLOCK.matcher(readme()).results().map(match -> match.group(1)).toList();
  }

  private static String readme() throws IOException {
    return Files.readString(ROOT.resolve("README.md")).replace("\r\n", "\n");
  }

  /** Returns what stands between the marks in a source, from the left edge on. */
  private static String snippet(String type) throws IOException {
    Path source = Path.of("src/main/java/io/github/vae4j/examples/readme").resolve(type + ".java");
    List<String> lines = Files.readAllLines(source);
    int from = strip(lines).indexOf("// README");
    int to = strip(lines).indexOf("// end");
    int indent = lines.get(from).indexOf("//");
    return lines.subList(from + 1, to).stream()
        .map(line -> line.substring(Math.min(indent, line.length())) + "\n")
        .collect(Collectors.joining());
  }

  private static List<String> strip(List<String> lines) {
    return lines.stream().map(String::strip).toList();
  }
}
