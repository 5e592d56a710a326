package io.github.vae4j.jcuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The PTX that the jar carries is of the sources beside it, and of the kernels that Java runs. */
class PtxTest {
  private static final Path SOURCES = Path.of("src/main/resources/io/github/vae4j/jcuda");
  private static final Path JAVA = Path.of("src/main/java/io/github/vae4j/jcuda");

  @TempDir private Path fresh;

  @ParameterizedTest
  @ValueSource(strings = {"kernels-75.ptx", "kernels-80.ptx"})
  void isOfThePresentSources(String resource) throws Exception {
    String ptx = Kernels.text(resource);

    assertThat(header(ptx, "sources"))
        .as(
            "%s is of other sources; run backend-jcuda/compile-kernels with nvcc %s",
            resource, header(ptx, "nvcc"))
        .isEqualTo(digest());
  }

  @ParameterizedTest
  @ValueSource(strings = {"kernels-75.ptx", "kernels-80.ptx"})
  void isOfTheVersionThatTheOldestDriverTakes(String resource) {
    assertThat(Kernels.text(resource)).contains("\n.version 7.5\n");
  }

  @Test
  void isWhatTheCompilerWrites() throws Exception {
    String release = header(Kernels.text("kernels-80.ptx"), "nvcc");
    String build = release.substring(release.indexOf("build "));
    assumeTrue(
        compiler().contains(build.replace("build", "Build")),
        "nvcc "
            + release
            + " is not on PATH: the hash of the kernels' sources is compared, their PTX is not");

    Process compilation =
        new ProcessBuilder("sh", "compile-kernels", fresh.toString())
            .redirectErrorStream(true)
            .start();
    assertThat(new String(compilation.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEmpty();
    assertThat(compilation.waitFor()).isZero();

    for (String resource : List.of("kernels-75.ptx", "kernels-80.ptx")) {
      assertThat(fresh.resolve(resource)).hasSameTextualContentAs(SOURCES.resolve(resource));
    }
  }

  @Test
  void holdsTheKernelsThatJavaNames() throws Exception {
    assertThat(kernels("kernels-75.ptx"))
        .containsAll(inJava(Pattern.compile("launch\\(\\s*\"(\\w+)\"")));
  }

  @Test
  void isAlikeForAllArchitecturesButForTheirTensorCores() {
    Set<String> newer = new TreeSet<>(kernels("kernels-80.ptx"));
    newer.removeIf(kernel -> kernel.endsWith("_tf32"));

    assertThat(kernels("kernels-75.ptx")).isEqualTo(newer);
  }

  /** Names are put together of strings and of constants: "gemm", LARGE and "_tf32". */
  @Test
  void holdsNoKernelThatJavaDoesNotName() throws Exception {
    Set<String> parts = inJava(Pattern.compile("\"_?([a-z0-9_]+)\""));
    inJava(Pattern.compile("\\b([A-Z]+)\\b"))
        .forEach(constant -> parts.add(constant.toLowerCase(Locale.ROOT)));
    String part = "(?:" + String.join("|", parts) + ")";
    Pattern named = Pattern.compile(part + "(?:_" + part + ")*");

    assertThat(kernels("kernels-80.ptx")).allMatch(kernel -> named.matcher(kernel).matches());
  }

  private static Set<String> kernels(String resource) {
    return Kernels.signatures(Kernels.text(resource)).keySet();
  }

  /** Returns a line of a file's header. */
  private static String header(String ptx, String name) {
    Matcher line = Pattern.compile("(?m)^// " + name + ": (.*)$").matcher(ptx);
    assertThat(line.find()).as("header '%s'", name).isTrue();
    return line.group(1);
  }

  /** Returns the SHA-256 of the name and the content of each source in turn. */
  private static String digest() throws Exception {
    Map<String, byte[]> sources = new TreeMap<>();
    try (Stream<Path> files = Files.list(SOURCES)) {
      for (Path file : files.filter(f -> f.toString().matches(".*\\.cuh?")).toList()) {
        sources.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    sources.forEach(
        (name, content) -> {
          digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
          digest.update(content);
        });
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Returns what the compiler says of itself; nothing where there is none. */
  private static String compiler() throws IOException {
    try {
      Process version = new ProcessBuilder("nvcc", "--version").start();
      return new String(version.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException absent) {
      return "";
    }
  }

  /** Returns what a pattern's group matches in the Java sources of this module. */
  private static Set<String> inJava(Pattern pattern) throws IOException {
    Set<String> found = new TreeSet<>();
    try (Stream<Path> files = Files.list(JAVA)) {
      for (Path file : files.toList()) {
        pattern
            .matcher(Files.readString(file))
            .results()
            .forEach(match -> found.add(match.group(1)));
      }
    }
    return found;
  }
}
