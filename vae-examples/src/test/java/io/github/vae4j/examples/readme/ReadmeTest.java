package io.github.vae4j.examples.readme;

import static io.github.vae4j.examples.readme.Shown.snippet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the README shows is what is compiled and run here. */
class ReadmeTest {
  @Test
  void everyBlockOfJavaIsASourceOfThisModule() throws IOException {
    List<String> shown = Shown.blocks("README.md");

    assertThat(shown).contains(snippet("Embed"), snippet("LearnedPriorProvider"));
    assertThat(List.of(snippet("Embed"), snippet("LearnedPriorProvider"))).containsAll(shown);
  }

  @Test
  void theLineThatRegistersTheExtensionIsThatOfThisModule() throws IOException {
    String services = "META-INF/services/io.github.vae4j.api.model.PriorProvider";
    String line = LearnedPriorProvider.class.getName();

    assertThat(Path.of("src/main/resources").resolve(services)).content().contains(line);
    assertThat(Shown.document("README.md")).contains(services, line);
  }

  @Test
  void bothAreShort() throws IOException {
    assertThat(snippet("Embed").lines().count()).isLessThanOrEqualTo(18);
    assertThat(snippet("LearnedPriorProvider").lines().count()).isLessThanOrEqualTo(16);
  }
}
