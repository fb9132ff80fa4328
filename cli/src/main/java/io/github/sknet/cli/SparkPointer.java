package io.github.sknet.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Stands in the list for {@code sknet spark-score}, which is a module beside this one: the launcher builds and starts it. */
@Command(
        name = "spark-score",
        description = "Answers about a lake of images on Spark (./sknet spark-score builds it on first use).")
final class SparkPointer implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Spark is not on this class path: './sknet spark-score' builds and starts it");
    }
}
