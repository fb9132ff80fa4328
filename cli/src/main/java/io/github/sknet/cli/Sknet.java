package io.github.sknet.cli;

import io.github.sknet.graph.text.Suggestion;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command's entry: subcommands, and how errors end. */
@Command(
        name = "sknet",
        description = "Selective Kernel Networks: train, evaluate, explain, predict, serve, export.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Version.class,
        subcommands = {
            QuickstartCommand.class,
            TrainCommand.class,
            PredictCommand.class,
            ServeCommand.class,
            EvalCommand.class,
            ExplainCommand.class,
            MetricsCommand.class,
            InfoCommand.class,
            ImportCommand.class,
            SurgeryCommand.class,
            ExportCommand.class,
            ConformanceCommand.class,
            CompletionCommand.class,
            HelpCommand.class
        },
        footer = {
            "",
            "Exit status: 0 where everything was done; 1 where the work failed, or a part of it, such as an image that was named; "
                    + "2 where what was asked for can't be."
        })
public final class Sknet implements Runnable {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help and exit.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version and exit.")
    private boolean version;

    private boolean verbose;

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Show what the engines log, and where an error came from.")
    private void setVerbose(boolean verbose) {
        this.verbose = verbose;
        Logging.configure(verbose);
    }

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private Sknet() {}

    /** Runs the command and ends the process with its exit status. */
    public static void main(String[] arguments) {
        main(arguments, pointers());
    }

    /**
     * The same with further subcommands, {@code bench} among them.
     *
     * @param more objects with picocli's {@code @Command}, or their specifications
     */
    public static void main(String[] arguments, List<Object> more) {
        ErrorStream.restore();
        logToTheEnd();
        System.exit(run(arguments, more));
    }

    /** Before anything is logged: Java asks once who manages logs. A manager that the process was started with is left. */
    private static void logToTheEnd() {
        if (System.getProperty("java.util.logging.manager") == null) {
            System.setProperty("java.util.logging.manager", LastingLogs.class.getName());
        }
    }

    /** What stands for the commands of modules above this one. */
    private static List<Object> pointers() {
        return List.of(CommandElsewhere.bench(), CommandElsewhere.sparkScore());
    }

    static int run(String... arguments) {
        return run(arguments, pointers());
    }

    static int run(String[] arguments, List<Object> more) {
        Logging.configure(false);
        Sknet sknet = new Sknet();
        CommandLine commandLine = new CommandLine(sknet);
        more.forEach(commandLine::addSubcommand);
        Choice.register(commandLine);
        commandLine
                .registerConverter(Path.class, new NamedPath())
                .setResourceBundle(new TaskTexts())
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .setExecutionStrategy(Sknet::perform)
                .setParameterExceptionHandler(Sknet::reportUsage)
                .setExecutionExceptionHandler((exception, failed, result) -> {
                    Failure.report(exception, failed.getErr(), sknet.verbose);
                    return Failure.status(exception);
                });
        try {
            return commandLine.execute(arguments);
        } catch (OutOfMemoryError full) {
            Failure.report(full, commandLine.getErr(), sknet.verbose);
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? See 'sknet --help'");
    }

    /** Help is there for what there is: picocli would show that of all commands behind a word that is none. */
    private static int perform(ParseResult asked) {
        if (!asked.hasSubcommand() && !asked.unmatched().isEmpty()) {
            throw new UnmatchedArgumentException(asked.commandSpec().commandLine(), asked.unmatched());
        }
        return new RunLast().execute(asked);
    }

    private static int reportUsage(ParameterException first, String[] arguments) {
        CommandLine command = first.getCommandLine();
        // An option that is missing is perhaps the one that is misspelled.
        List<String> unknown = command.getUnmatchedArguments();
        ParameterException exception = first instanceof MissingParameterException && !unknown.isEmpty()
                ? new UnmatchedArgumentException(command, unknown)
                : first;
        String message =
                exception instanceof UnmatchedArgumentException unmatched ? unknown(unmatched) : exception.getMessage();
        boolean helped = message.contains("--help'") || message.endsWith("?");
        String name = command.getCommandSpec().qualifiedName();
        command.getErr().println("sknet: " + message + (helped ? "" : "; see '" + name + " --help'"));
        return CommandLine.ExitCode.USAGE;
    }

    /** That a word is no command and no option, and what was perhaps meant. */
    private static String unknown(UnmatchedArgumentException exception) {
        CommandLine command = exception.getCommandLine();
        String word = exception.getUnmatched().get(0).replaceFirst("=.*", "");
        if (exception.isUnknownOption()) {
            List<String> options = command.getCommandSpec().options().stream()
                    .filter(option -> !option.hidden())
                    .map(OptionSpec::longestName)
                    .toList();
            return "There is no option '" + word + "'" + Suggestion.after(word, options);
        }
        Set<String> commands = command.getSubcommands().keySet();
        return commands.isEmpty()
                ? exception.getMessage()
                : "There is no command '" + word + "'" + Suggestion.after(word, commands);
    }
}
