package io.github.vae4j.examples.command;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.core.plugin.JsonOptions;
import io.github.vae4j.examples.output.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The JSON file that describes a run: given by {@code --config}, and left beside each checkpoint.
 *
 * @param data the name of the data; null where the file does not say
 * @param dataDirectory where its files are; null for the usual places
 * @param limit images to use of it; 0 for all
 * @param seen the part of each image that the model sees, where it completes the rest
 * @param model the model's description, possibly without the shape of the data; empty for the
 *     default
 * @param training the plan; empty for the default
 */
record RunFile(
    @Nullable String data,
    @Nullable Path dataDirectory,
    int limit,
    Optional<SeenPart> seen,
    Optional<String> model,
    Optional<String> training) {
  /** The name under which a run leaves this file beside its checkpoint. */
  static final String NAME = "run.json";

  static RunFile empty() {
    return new RunFile(null, null, 0, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * Reads a file.
   *
   * @throws ConfigurationException if it is missing, is not JSON or has other entries
   */
  static RunFile read(Path file) {
    String text;
    try {
      text = Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ConfigurationException(
          "Cannot read " + file + ": " + AtomicFile.reason(e) + "; name a JSON file", e);
    }
    JsonOptions json = JsonOptions.parse(text, file.toString());
    String data = json.text("data", "");
    String directory = json.text("dataDir", "");
    int limit = json.integer("limit", 0);
    if (limit < 0) {
      throw json.refuse("limit", "must be 1 or more, or 0 for all images, got " + limit);
    }
    RunFile read =
        new RunFile(
            data.isEmpty() ? null : data,
            directory.isEmpty() ? null : Path.of(directory),
            limit,
            json.options("seen").map(SeenPart::read),
            json.options("model").map(JsonOptions::json),
            json.options("training").map(JsonOptions::json));
    json.refuseUnread();
    return read;
  }

  /**
   * Returns what the run that wrote a checkpoint left beside it; empty where there is nothing. A
   * file of that name that tells of no run may be another program's, and is passed over with a
   * note.
   */
  static RunFile beside(Path checkpoint, Console console) {
    Path file = checkpoint.resolveSibling(NAME);
    if (!Files.isRegularFile(file)) {
      return empty();
    }
    try {
      return read(file);
    } catch (ConfigurationException e) {
      console.note("note: %s tells of no run and is passed over (%s)", file, Failures.message(e));
      return empty();
    }
  }

  /** Writes the file into a directory. */
  void write(Path directory) {
    AtomicFile.write(
        directory.resolve(NAME),
        out -> out.write((toJson() + "\n").getBytes(StandardCharsets.UTF_8)));
  }

  private String toJson() throws IOException {
    JsonMapper mapper = new JsonMapper();
    ObjectNode json = mapper.createObjectNode();
    if (data != null) {
      json.put("data", data);
    }
    if (dataDirectory != null) {
      json.put("dataDir", dataDirectory.toAbsolutePath().toString());
    }
    if (limit > 0) {
      json.put("limit", limit);
    }
    seen.ifPresent(part -> part.write(json.putObject("seen")));
    if (model.isPresent()) {
      json.set("model", mapper.readTree(model.get()));
    }
    if (training.isPresent()) {
      json.set("training", mapper.readTree(training.get()));
    }
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(json);
  }
}
