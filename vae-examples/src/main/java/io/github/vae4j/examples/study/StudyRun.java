package io.github.vae4j.examples.study;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.vae4j.api.tensor.Backend;
import io.github.vae4j.core.data.ImageSet;
import io.github.vae4j.examples.output.AtomicFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a study was run with: a line above its figures, and an object beside them in JSON.
 *
 * @param settings by name, in the order in which they are told: numbers, words or lists of them
 */
public record StudyRun(Map<String, Object> settings) {
  /** Copies the map. */
  public StudyRun {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /** Returns what every study is run with. */
  public static StudyRun of(ImageSet images, Backend backend, int seed) {
    return new StudyRun(Map.of())
        .with("data", images.name())
        .with("training-images", images.train().size())
        .with("test-images", images.test().size())
        .with("backend", backend.name())
        .with("seed", seed);
  }

  /** Returns the same with one more setting. */
  public StudyRun with(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(settings);
    more.put(name, value);
    return new StudyRun(more);
  }

  /** Returns all settings as a line to read. */
  String line() {
    return settings.entrySet().stream()
        .map(setting -> setting.getKey() + " " + setting.getValue())
        .collect(Collectors.joining(", ", "Run with: ", "."));
  }

  /** Writes {@code study.json}, the settings and the figures, and {@code study.md}, the lines. */
  void write(Path directory, Object figures, List<String> lines) {
    JsonMapper mapper = new JsonMapper();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.set("settings", mapper.valueToTree(settings));
    json.set("figures", mapper.valueToTree(figures));
    AtomicFile.write(
        directory.resolve("study.json"),
        out -> out.write(mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(json)));
    String text = String.join("\n", lines) + "\n";
    AtomicFile.write(
        directory.resolve("study.md"), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
