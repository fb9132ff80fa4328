package io.github.sknet.bench;

import io.github.sknet.cli.Sknet;
import java.util.List;

/** The entry of the {@code sknet} command with benchmarks. */
public final class Bench {

    private Bench() {}

    /** Runs the command and ends the process with its exit status. */
    public static void main(String[] arguments) {
        Sknet.main(arguments, List.of(new BenchCommand()));
    }
}
