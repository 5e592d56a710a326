package io.github.vae4j.core.plugin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.api.plugin.Options;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Options written as a JSON object. Numbers are taken strictly: {@code 400.5} is no whole number,
 * and neither {@code null} nor a number in quotes is a number. A key that stands twice is refused.
 * Used by one thread.
 */
public final class JsonOptions implements Options {
  private final ObjectNode given;
  private final String path;
  private final Set<String> read = new LinkedHashSet<>();
  private final Map<String, JsonNode> values = new LinkedHashMap<>();
  private final Map<String, JsonOptions> sections = new LinkedHashMap<>();
  private final Map<String, List<JsonOptions>> lists = new LinkedHashMap<>();
  private boolean whole;

  private JsonOptions(ObjectNode given, String path) {
    this.given = given;
    this.path = path;
  }

  /**
   * Returns the options in a JSON object.
   *
   * @param where the path that messages begin with, such as {@code encoder} or a file's name; may
   *     be empty
   * @throws ConfigurationException if the text is not one JSON object; the message names line and
   *     column
   */
  public static JsonOptions parse(String json, String where) {
    return new JsonOptions(Json.parse(json, where), where);
  }

  /**
   * Returns options from values in Java: numbers, texts, booleans, lists of these and maps.
   *
   * @param where the path that messages begin with; may be empty
   */
  public static JsonOptions of(Map<String, ?> values, String where) {
    return new JsonOptions(Json.tree(values), where);
  }

  /** Returns options of which none is given, so that every default holds. */
  public static JsonOptions empty() {
    return new JsonOptions(Json.object(), "");
  }

  @Override
  public int integer(String name, int otherwise) {
    return value(name, otherwise, "a whole number", JsonOptions::toInteger);
  }

  @Override
  public double number(String name, double otherwise) {
    return value(name, otherwise, "a number", JsonOptions::toNumber);
  }

  @Override
  public String text(String name, String otherwise) {
    return value(name, otherwise, "a text", node -> Optional.ofNullable(node.textValue()));
  }

  @Override
  public boolean flag(String name, boolean otherwise) {
    return value(
        name,
        otherwise,
        "true or false",
        node -> node.isBoolean() ? Optional.of(node.booleanValue()) : Optional.empty());
  }

  @Override
  public List<Integer> integers(String name, List<Integer> otherwise) {
    return value(
        name, otherwise, "a list of whole numbers", node -> all(node, JsonOptions::toInteger));
  }

  @Override
  public List<Double> numbers(String name, List<Double> otherwise) {
    return value(name, otherwise, "a list of numbers", node -> all(node, JsonOptions::toNumber));
  }

  /** Returns whether there is a value of that name, which leaves it unread. */
  public boolean has(String name) {
    return given.has(name);
  }

  @Override
  public Optional<Options> section(String name) {
    return options(name).map(section -> section);
  }

  /**
   * Returns what {@link #section} does, with the type that can refuse what was not read.
   *
   * @throws ConfigurationException if the value is not an object
   */
  public Optional<JsonOptions> options(String name) {
    read.add(name);
    JsonOptions known = sections.get(name);
    if (known != null || !given.has(name)) {
      return Optional.ofNullable(known);
    }
    JsonOptions section = child(given.get(name), name, "an object in braces");
    sections.put(name, section);
    return Optional.of(section);
  }

  @Override
  public Options sectionOrDefaults(String name) {
    return options(name)
        .orElseGet(
            () ->
                sections.computeIfAbsent(
                    name, part -> new JsonOptions(Json.object(), pathOf(part))));
  }

  @Override
  public List<Options> sections(String name) {
    return List.copyOf(optionsList(name));
  }

  /**
   * Returns what {@link #sections} does, with the type that can refuse what was not read.
   *
   * @throws ConfigurationException if the value is not a list of objects
   */
  public List<JsonOptions> optionsList(String name) {
    read.add(name);
    if (!given.has(name)) {
      return List.of();
    }
    return lists.computeIfAbsent(name, this::children);
  }

  @Override
  public <E extends Enum<E>> E choice(String name, E otherwise) {
    Map<String, E> constants = new LinkedHashMap<>();
    for (E constant : otherwise.getDeclaringClass().getEnumConstants()) {
      constants.put(spelled(constant), constant);
    }
    String chosen = text(name, spelled(otherwise));
    E constant = constants.get(chosen);
    if (constant == null) {
      throw refuse(name, "no '" + chosen + "'. " + DidYouMean.among(chosen, constants.keySet()));
    }
    return constant;
  }

  @Override
  public ConfigurationException refuse(String name, String complaint) {
    return new ConfigurationException(pathOf(name) + ": " + complaint);
  }

  /** Returns the constant's name as options spell it: in lower case with hyphens. */
  public static String spelled(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Refuses keys that nobody read, in these options and in all sections that were read.
   *
   * @throws ConfigurationException naming the first of them, a name that was read and is close to
   *     it, and all names that were read
   */
  public void refuseUnread() {
    if (whole) {
      return;
    }
    for (Iterator<String> names = given.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!read.contains(name)) {
        String options = path.isEmpty() ? "No option '" : path + ": no option '";
        throw new ConfigurationException(options + name + "'. " + DidYouMean.among(name, read));
      }
    }
    sections.values().forEach(JsonOptions::refuseUnread);
    lists.values().forEach(list -> list.forEach(JsonOptions::refuseUnread));
  }

  /** Returns all that is given, unchanged, as one line of JSON, and counts all of it as read. */
  public String json() {
    whole = true;
    return Json.write(given);
  }

  /**
   * Returns what was read as one line of JSON, in the order in which it was first read: the values
   * given, and the defaults where none was.
   */
  public String resolvedJson() {
    return Json.write(resolved());
  }

  /**
   * Returns fresh options, nothing of them read, in which {@code section} stands under a name in
   * place of what may stand there now.
   */
  public JsonOptions with(String name, JsonOptions section) {
    ObjectNode changed = given.deepCopy();
    changed.set(name, section.given.deepCopy());
    return new JsonOptions(changed, path);
  }

  private ObjectNode resolved() {
    if (whole) {
      return given.deepCopy();
    }
    ObjectNode all = Json.object();
    for (String name : read) {
      JsonNode value = values.get(name);
      JsonOptions section = sections.get(name);
      List<JsonOptions> list = lists.get(name);
      if (value != null) {
        all.set(name, value);
      } else if (section != null) {
        all.set(name, section.resolved());
      } else if (list != null) {
        ArrayNode array = all.putArray(name);
        list.forEach(options -> array.add(options.resolved()));
      }
    }
    return all;
  }

  private <T> T value(String name, T otherwise, String wanted, Reader<T> reader) {
    read.add(name);
    JsonNode node = given.get(name);
    T value = otherwise;
    if (node != null) {
      value = reader.read(node).orElseThrow(() -> wanted(name, wanted, node));
    }
    values.put(name, Json.node(value));
    return value;
  }

  private ConfigurationException wanted(String name, String wanted, JsonNode got) {
    return refuse(name, "must be " + wanted + ", got " + Json.kind(got));
  }

  private List<JsonOptions> children(String name) {
    JsonNode list = given.get(name);
    if (!list.isArray()) {
      throw wanted(name, "a list of objects", list);
    }
    List<JsonOptions> children = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      children.add(child(list.get(i), name + "[" + i + "]", "an object in braces"));
    }
    return List.copyOf(children);
  }

  private JsonOptions child(JsonNode node, String name, String wanted) {
    if (node instanceof ObjectNode object) {
      return new JsonOptions(object, pathOf(name));
    }
    throw wanted(name, wanted, node);
  }

  private String pathOf(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static Optional<Integer> toInteger(JsonNode node) {
    double value = node.isNumber() ? node.doubleValue() : Double.NaN;
    return (int) value == value ? Optional.of((int) value) : Optional.empty();
  }

  private static Optional<Double> toNumber(JsonNode node) {
    return node.isNumber() && Double.isFinite(node.doubleValue())
        ? Optional.of(node.doubleValue())
        : Optional.empty();
  }

  private static <T> Optional<List<T>> all(JsonNode node, Reader<T> reader) {
    if (!node.isArray()) {
      return Optional.empty();
    }
    List<T> values = new ArrayList<>();
    for (JsonNode element : node) {
      Optional<T> value = reader.read(element);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values.add(value.get());
    }
    return Optional.of(List.copyOf(values));
  }

  /** Turns a node into a value, or into nothing where it is of another type. */
  @FunctionalInterface
  private interface Reader<T> {
    Optional<T> read(JsonNode node);
  }
}
