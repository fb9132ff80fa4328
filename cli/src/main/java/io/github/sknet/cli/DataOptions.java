package io.github.sknet.cli;

import io.github.sknet.datasets.DataSource;
import io.github.sknet.datasets.files.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Where the images and their annotations are. */
final class DataOptions {

    @Option(names = "--data", paramLabel = "DIR|ZIP|NAME", description = "A folder or zip file. ${bundle:data.forms}.")
    private String data;

    @Option(
            names = "--labels",
            paramLabel = "FILE|NAME,NAME…",
            description = "The classes' names, in the order of the masks' indices; a file has one a line. Where not "
                    + "given, the data's own (masks: of classes.txt, else numbers).")
    private String labels;

    @Option(
            names = "--strict",
            description = "A broken image or annotation ends the run; otherwise it is named, skipped and counted.")
    private boolean strict;

    boolean given() {
        return data != null;
    }

    boolean strict() {
        return strict;
    }

    /**
     * Checks that nothing is said of data where there is no {@code --data}.
     *
     * @param command that has the options of {@link SettingOptions.OfData}
     */
    void requireNothingWithoutIt(CommandSpec command) {
        List<String> given = new ArrayList<>(SettingOptions.givenOfData(command));
        if (labels != null) {
            given.add("--labels");
        }
        if (!given() && !given.isEmpty()) {
            throw new ParameterException(
                    command.commandLine(), String.join(", ", given) + ": that is for --data, which is not given");
        }
    }

    /**
     * What was asked for; call it where {@code --data} is {@link #given}.
     *
     * @param command that has the options of {@link SettingOptions.OfData}
     */
    DataSource source(CommandSpec command) throws IOException {
        DataSource source = new DataSource(data, List.of(), SettingOptions.ofData(command));
        return labels == null ? source : source.withLabels(ClassNames.of(labels, Reading.encoding(source)));
    }
}
