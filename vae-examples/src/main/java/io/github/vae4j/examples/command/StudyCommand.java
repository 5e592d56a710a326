package io.github.vae4j.examples.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The root of all studies; by itself it prints which there are. */
@Command(
    name = "study",
    description =
        "Trains models, measures them beside what they are to be told from, and leaves tables and pictures.",
    synopsisSubcommandLabel = "STUDY")
final class StudyCommand implements Runnable {
  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  StudyCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    spec.commandLine().usage(console.err());
    throw new CommandLine.ParameterException(
        spec.commandLine(), "Name a study, such as 'vae study class-conditional'");
  }
}
