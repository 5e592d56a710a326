package io.github.vae4j.examples.command;

import io.github.vae4j.core.plugin.JsonOptions;
import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads one of a few words of the command line, in lower case as they are documented. */
final class Choice<E extends Enum<E>> implements ITypeConverter<E> {
  private final E[] constants;

  private Choice(E[] constants) {
    this.constants = constants;
  }

  static <E extends Enum<E>> Choice<E> of(Class<E> type) {
    return new Choice<>(type.getEnumConstants());
  }

  @Override
  public E convert(String word) {
    for (E constant : constants) {
      if (JsonOptions.spelled(constant).equalsIgnoreCase(word)) {
        return constant;
      }
    }
    String words = String.join(", ", Arrays.stream(constants).map(JsonOptions::spelled).toList());
    throw new TypeConversionException("there is no '" + word + "'. Available: " + words);
  }
}
