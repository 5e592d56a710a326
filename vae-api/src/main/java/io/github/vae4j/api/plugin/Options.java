package io.github.vae4j.api.plugin;

import java.util.List;
import java.util.Optional;

/**
 * The options of one component, read by name. Each read records the value, defaults included, so
 * that it can be written into a checkpoint; what nobody read is refused after the component is
 * built.
 *
 * <p>Every method throws {@link ConfigurationException}, naming the path of the option, its value
 * and what is wanted, if the value has another type.
 */
public interface Options {
  /** Returns a whole number, or the default where it is not given. */
  int integer(String name, int otherwise);

  /** Returns a number, or the default where it is not given. */
  double number(String name, double otherwise);

  /** Returns a text, or the default where it is not given. */
  String text(String name, String otherwise);

  /** Returns true or false, or the default where it is not given. */
  boolean flag(String name, boolean otherwise);

  /** Returns a list of whole numbers, or the default where it is not given. */
  List<Integer> integers(String name, List<Integer> otherwise);

  /** Returns a list of numbers, or the default where it is not given. */
  List<Double> numbers(String name, List<Double> otherwise);

  /** Returns the options of a nested component, or empty where there is none of that name. */
  Optional<Options> section(String name);

  /**
   * Returns the options of a part that need not be described: where there is no section of that
   * name, an empty one, whose defaults are recorded like all others.
   */
  Options sectionOrDefaults(String name);

  /** Returns a list of nested sections, empty where it is not given. */
  List<Options> sections(String name);

  /**
   * Returns the constant of an enumeration whose name is given, in lower case with hyphens, or the
   * default.
   *
   * @throws ConfigurationException if there is none; the message lists them
   */
  <E extends Enum<E>> E choice(String name, E otherwise);

  /**
   * Returns an exception that names the path of an option, to be thrown where its value is out of
   * bounds.
   */
  ConfigurationException refuse(String name, String complaint);
}
