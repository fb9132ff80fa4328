package io.github.sknet.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Stands in the list for {@code sknet bench}, which is a module above this one: the launcher builds and starts it. */
@Command(
        name = "bench",
        description = "Times engines side by side (in a checkout: ./sknet bench builds it on first use).")
final class BenchPointer implements Runnable {

    /** Whatever the command is asked for. */
    @Unmatched
    private List<String> words;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "The benchmarks are not on this class path: in a checkout, './sknet bench' builds and starts them");
    }
}
