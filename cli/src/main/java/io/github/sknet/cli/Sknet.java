package io.github.sknet.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** The command's entry: subcommands, and how errors end. */
@Command(
        name = "sknet",
        description = "Selective Kernel Networks: train, evaluate, explain, predict, export.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Version.class,
        subcommands = {
            QuickstartCommand.class,
            TrainCommand.class,
            PredictCommand.class,
            EvalCommand.class,
            ExplainCommand.class,
            MetricsCommand.class,
            InfoCommand.class,
            ImportCommand.class,
            ExportCommand.class,
            ConformanceCommand.class
        },
        footer = {
            "",
            "Times engines side by side: sknet bench (built on first use).",
            "Exit status: 0 success, 1 failure, 2 wrong usage."
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
        main(arguments, List.of());
    }

    /**
     * The same with further subcommands.
     *
     * @param more objects with picocli's {@code @Command}
     */
    public static void main(String[] arguments, List<Object> more) {
        ErrorStream.restore();
        System.exit(run(arguments, more));
    }

    static int run(String... arguments) {
        return run(arguments, List.of());
    }

    static int run(String[] arguments, List<Object> more) {
        Logging.configure(false);
        Sknet sknet = new Sknet();
        CommandLine commandLine = new CommandLine(sknet);
        more.forEach(commandLine::addSubcommand);
        commandLine
                .setResourceBundle(new TaskTexts())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler(Sknet::reportUsage)
                .setExecutionExceptionHandler((exception, failed, result) -> {
                    Failure.report(exception, failed.getErr(), sknet.verbose);
                    return CommandLine.ExitCode.SOFTWARE;
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

    private static int reportUsage(ParameterException exception, String[] arguments) {
        CommandLine command = exception.getCommandLine();
        String message = exception.getMessage();
        String name = command.getCommandSpec().qualifiedName();
        command.getErr()
                .println("sknet: " + message + (message.contains("--help'") ? "" : "; see '" + name + " --help'"));
        return CommandLine.ExitCode.USAGE;
    }
}
