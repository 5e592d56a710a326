package io.github.vae4j.examples.command;

import io.github.vae4j.api.distribution.UnsupportedAbilityException;
import io.github.vae4j.api.plugin.ConfigurationException;
import io.github.vae4j.core.checkpoint.CheckpointException;
import io.github.vae4j.core.data.DataException;
import io.github.vae4j.core.plugin.DidYouMean;
import io.github.vae4j.core.train.NonFiniteException;
import io.github.vae4j.examples.output.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into one line that says what to do, and an exit code. */
final class Failures {
  /** Something the user can mend. */
  static final int MEND = 2;

  /** A defect of this program. */
  static final int DEFECT = 1;

  private static final List<Class<? extends Throwable>> MENDABLE =
      List.of(
          ConfigurationException.class,
          InvalidPathException.class,
          UnsupportedAbilityException.class,
          CheckpointException.class,
          DataException.class,
          NonFiniteException.class,
          IOException.class,
          UncheckedIOException.class);

  private static final List<String> LARGE = List.of("--count", "--batch", "--hidden", "--steps");
  private static final String FULL = "No space left on device";

  private final Console console;
  private final BooleanSupplier debug;

  Failures(Console console, BooleanSupplier debug) {
    this.console = console;
    this.debug = debug;
  }

  /** Reports arguments that could not be understood. */
  int wrongUse(ParameterException e, String[] given) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    console.note("%s: %s '%s --help' lists what there is.", name, sentence(complaint(e)), name);
    if (debug.getAsBoolean() || List.of(given).contains("--debug")) {
      e.printStackTrace(console.err());
    }
    return MEND;
  }

  /** Reports what went wrong while a command ran. */
  int report(CommandLine command, Throwable e) {
    if (e instanceof ParameterException wrong) {
      return wrongUse(wrong, new String[0]);
    }
    String name = command.getCommandSpec().qualifiedName();
    boolean mendable = MENDABLE.stream().anyMatch(type -> type.isInstance(e));
    if (mendable) {
      console.note("%s: %s%s", name, sentence(message(e)), advice(e));
    } else if (e instanceof OutOfMemoryError) {
      console.note(
          "%s: Out of memory (%s). Give Java more, such as JAVA_OPTS=-Xmx8g%s.",
          name, message(e), smaller(command));
    } else {
      console.note(
          "%s: A defect of this program: %s: %s. Please report it with what --debug prints.",
          name, e.getClass().getSimpleName(), message(e));
    }
    if (debug.getAsBoolean()) {
      e.printStackTrace(console.err());
    }
    return mendable || e instanceof OutOfMemoryError ? MEND : DEFECT;
  }

  /** Names the options by which a command can be asked for less. */
  private static String smaller(CommandLine command) {
    String options =
        String.join(
            " or ",
            LARGE.stream().filter(command.getCommandSpec().optionsMap()::containsKey).toList());
    return options.isEmpty() ? "" : ", or take a smaller " + options;
  }

  private static String advice(Throwable e) {
    Throwable cause = e.getCause();
    boolean full = message(e).contains(FULL) || (cause != null && message(cause).contains(FULL));
    return full
        ? " Free some space, or choose another disk with --out; a training goes on with --resume."
        : "";
  }

  private static String complaint(ParameterException e) {
    if (!(e instanceof UnmatchedArgumentException unmatched)
        || unmatched.getUnmatched().isEmpty()) {
      return message(e).replaceFirst("^Error: ", "");
    }
    CommandLine command = e.getCommandLine();
    String word = unmatched.getUnmatched().get(0).split("=", 2)[0];
    boolean option = word.startsWith("-");
    Set<String> names =
        option ? command.getCommandSpec().optionsMap().keySet() : command.getSubcommands().keySet();
    String what = option ? "option" : names.isEmpty() ? "argument" : "command";
    return "Unknown "
        + what
        + " '"
        + word
        + "'."
        + DidYouMean.closest(word, names).map(name -> " Did you mean '" + name + "'?").orElse("");
  }

  /** Returns what an exception says, as one line. */
  static String message(Throwable e) {
    String message =
        e instanceof IOException io
            ? AtomicFile.reason(io)
            : e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return message.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  private static String sentence(String words) {
    return words.endsWith(".") || words.endsWith("?") || words.endsWith("!") ? words : words + ".";
  }
}
