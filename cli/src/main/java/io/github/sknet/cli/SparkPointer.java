package io.github.sknet.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Stands in the list for {@code sknet spark-score}, which is a module beside this one: the launcher builds and starts it. */
@Command(
        name = "spark-score",
        description =
                "Answers about a lake of images on Spark (in a checkout: ./sknet spark-score builds it on first use).")
final class SparkPointer implements Runnable {

    /** Whatever the command is asked for. */
    @Unmatched
    private List<String> words;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Spark is not on this class path: in a checkout, './sknet spark-score' builds and starts it");
    }
}
