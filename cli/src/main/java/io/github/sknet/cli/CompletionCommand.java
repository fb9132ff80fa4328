package io.github.sknet.cli;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sknet completion}: what a shell reads to complete the names of commands, options and files. */
@Command(
        name = "completion",
        description =
                "Prints a script with which bash and zsh complete commands and options: source <(sknet completion).")
final class CompletionCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        CommandLine all = spec.parent().commandLine();
        spec.commandLine().getOut().print(AutoComplete.bash(all.getCommandName(), all));
        spec.commandLine().getOut().flush();
    }
}
