package io.github.sknet.cli;

import io.github.sknet.graph.text.Suggestion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sknet help COMMAND}: the same as {@code sknet COMMAND --help}. */
@Command(name = "help", description = "Shows the help of a command.")
final class HelpCommand implements Runnable {

    @Parameters(paramLabel = "COMMAND", arity = "0..1", description = "Of which command; of all if not given.")
    private String name;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        CommandLine all = spec.parent().commandLine();
        CommandLine wanted = name == null ? all : all.getSubcommands().get(name);
        if (wanted == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "There is no command '" + name + "'"
                            + Suggestion.after(name, all.getSubcommands().keySet()));
        }
        wanted.usage(wanted.getOut());
    }
}
