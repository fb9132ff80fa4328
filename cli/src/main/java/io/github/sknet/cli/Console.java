package io.github.sknet.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Where a command's words go. A result is printed as text or, with {@code --json}, as JSON, which then has standard output to
 * itself: what is said on the way goes to standard error.
 */
public final class Console {

    @Option(
            names = "--json",
            description =
                    "Print JSON in place of text. Standard output then holds nothing else: what is said on the way "
                            + "goes to standard error.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** A part of the result, for people. */
    public void result(String line) {
        if (!json) {
            out().println(line);
        }
    }

    /** Parts of the result, for people. */
    public void result(List<String> lines) {
        lines.forEach(this::result);
    }

    /** The whole result, for tools. */
    public void json(Supplier<String> text) {
        if (json) {
            out().println(text.get());
        }
    }

    /** Something to know while the work is done. */
    public void progress(String line) {
        progress().println(line);
    }

    /** Where {@link #progress(String)} goes. */
    public PrintWriter progress() {
        return json ? err() : out();
    }

    /** What is wrong, though the work goes on. */
    public void problem(String sentence) {
        err().println("sknet: " + sentence);
    }

    /** Whether the result is for tools. */
    public boolean isJson() {
        return json;
    }

    private PrintWriter out() {
        return command.commandLine().getOut();
    }

    private PrintWriter err() {
        return command.commandLine().getErr();
    }
}
