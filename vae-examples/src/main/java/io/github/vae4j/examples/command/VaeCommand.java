package io.github.vae4j.examples.command;

import io.github.vae4j.examples.study.CompletionStudy;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root of all subcommands; by itself it prints what there is. */
@Command(
    name = "vae",
    description = "Trains variational autoencoders and looks at what they learnt.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    usageHelpAutoWidth = true)
public final class VaeCommand implements Runnable {
  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of an error.")
  private boolean debug;

  @Spec private CommandSpec spec;

  private final Console console;

  private VaeCommand(Console console) {
    this.console = console;
    spec = CommandSpec.create();
  }

  /**
   * Runs a command.
   *
   * @param out for results
   * @param err for everything said meanwhile
   * @return the exit code: 0 done, 1 a defect, 2 something to be mended by the user
   */
  public static int run(PrintStream out, PrintStream err, String... arguments) {
    Console console = Console.of(out, err);
    VaeCommand root = new VaeCommand(console);
    Failures failures = new Failures(console, () -> root.debug);
    CommandLine line =
        new CommandLine(root)
            .addSubcommand(new TrainCommand(console))
            .addSubcommand(new EvaluateCommand(console))
            .addSubcommand(new SampleCommand(console))
            .addSubcommand(new ReconstructCommand(console))
            .addSubcommand(new CompleteCommand(console))
            .addSubcommand(new ClassifyCommand(console))
            .addSubcommand(new EncodeCommand(console))
            .addSubcommand(new BackendsCommand(console))
            .addSubcommand(
                new CommandLine(new BenchCommand(console))
                    .addSubcommand(new BenchOperationsCommand(console)))
            .addSubcommand(
                new CommandLine(new StudyCommand(console))
                    .addSubcommand(new StudyClassConditionalCommand(console))
                    .addSubcommand(new StudyImputationCommand(console))
                    .addSubcommand(new StudyCompletionCommand(console)))
            .setParameterExceptionHandler((e, given) -> failures.wrongUse(e, given))
            .setExecutionExceptionHandler((e, command, parsed) -> failures.report(command, e))
            .registerConverter(EvaluateCommand.Z.class, Choice.of(EvaluateCommand.Z.class))
            .registerConverter(SampleCommand.Draw.class, Choice.of(SampleCommand.Draw.class))
            .registerConverter(
                ConditionalOptions.PriorKind.class, Choice.of(ConditionalOptions.PriorKind.class))
            .registerConverter(EncodeCommand.Part.class, Choice.of(EncodeCommand.Part.class))
            .registerConverter(
                CompletionStudy.Models.class, Choice.of(CompletionStudy.Models.class))
            .setOut(console.outWriter())
            .setErr(console.errWriter());
    try {
      return line.execute(arguments);
    } catch (Error e) {
      List<CommandLine> used = line.getParseResult().asCommandLineList();
      return failures.report(used.get(used.size() - 1), e);
    }
  }

  @Override
  public void run() {
    spec.commandLine().usage(console.err());
    throw new CommandLine.ParameterException(
        spec.commandLine(), "Name a command, such as 'vae train'");
  }
}
