package io.github.sknet.cli;

import io.github.sknet.datasets.DataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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
     * @param task that the data is for
     */
    DataSource source(CommandSpec command, String task) throws IOException {
        return new DataSource(data, labels(), SettingOptions.ofData(command, task));
    }

    private List<String> labels() throws IOException {
        if (labels == null) {
            return List.of();
        }
        Path file = Path.of(labels);
        Stream<String> names = Files.isRegularFile(file)
                ? Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                : Stream.of(labels.split(","));
        List<String> given =
                names.map(String::strip).filter(name -> !name.isEmpty()).toList();
        if (given.isEmpty() || given.stream().distinct().count() != given.size()) {
            throw new IllegalArgumentException("--labels takes different names, not " + given);
        }
        return given;
    }
}
