package io.github.sknet.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Stands in the list for a command that is a module above this one or beside it: the launcher builds and starts that. */
@Command
final class CommandElsewhere implements Runnable {

    private final String sentence;

    /** Whatever the command is asked for. */
    @Unmatched
    private List<String> words;

    @Spec
    private CommandSpec spec;

    private CommandElsewhere(String sentence) {
        this.sentence = sentence;
    }

    static CommandSpec bench() {
        return of(
                "bench",
                "Times engines side by side (in a checkout: ./sknet bench builds it on first use).",
                "The benchmarks are not on this class path: in a checkout, './sknet bench' builds and starts them");
    }

    static CommandSpec sparkScore() {
        return of(
                "spark-score",
                "Answers about a lake of images on Spark (in a checkout: ./sknet spark-score builds it on first use).",
                "Spark is not on this class path: in a checkout, './sknet spark-score' builds and starts it");
    }

    private static CommandSpec of(String name, String description, String sentence) {
        CommandSpec spec =
                CommandSpec.forAnnotatedObject(new CommandElsewhere(sentence)).name(name);
        spec.usageMessage().description(description);
        return spec;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), sentence);
    }
}
