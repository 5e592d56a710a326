package io.github.vae4j.examples.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What documents show of the sources of this module. */
final class Shown {
  private static final Path ROOT = Path.of("..");
  private static final Pattern BLOCK = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);

  private Shown() {}

  /** Returns a document of the repository. */
  static String document(String name) throws IOException {
    return Files.readString(ROOT.resolve(name)).replace("\r\n", "\n");
  }

  /** Returns the blocks of Java in a document. */
  static List<String> blocks(String name) throws IOException {
    return BLOCK.matcher(document(name)).results().map(match -> match.group(1)).toList();
  }

  /** Returns what stands between the marks in a source, from the left edge on. */
  static String snippet(String type) throws IOException {
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
