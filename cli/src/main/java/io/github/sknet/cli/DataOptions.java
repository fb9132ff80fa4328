package io.github.sknet.cli;

import io.github.sknet.app.DataSource;
import io.github.sknet.datasets.AnnotationProblems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Where the images and their annotations are. */
final class DataOptions {

    private static final int LARGEST_LABEL = 255;

    @Option(
            names = "--data",
            paramLabel = "DIR|ZIP|NAME",
            description =
                    "A folder or zip: of class folders (optionally below train and val or test), IDX files or CIFAR "
                            + "binaries to classify; of Pascal VOC's or COCO's boxes to detect; of images and PNG masks to "
                            + "segment. Or fashion-mnist, the bundled images.")
    private String data;

    @Option(
            names = "--labels",
            paramLabel = "FILE|NAME,NAME…",
            description = "The classes' names, in the order of the masks' indices; a file has one a line. Where not "
                    + "given, the data's own (masks: of classes.txt, else numbers).")
    private String labels;

    @Option(
            names = "--ignore",
            paramLabel = "VALUE",
            description = "Masks: pixels of this value do not count; 255 never does.")
    private Integer ignored;

    @Option(
            names = "--strict",
            description = "A broken image or annotation ends the run; otherwise it is named, skipped and counted.")
    private boolean strict;

    boolean given() {
        return data != null;
    }

    /** Where what is wrong with annotations is noted. */
    AnnotationProblems problems() {
        return new AnnotationProblems(strict);
    }

    boolean strict() {
        return strict;
    }

    /** What was asked for; call it where {@code --data} is {@link #given}. */
    DataSource source() throws IOException {
        if (ignored != null && (ignored < 0 || ignored > LARGEST_LABEL)) {
            throw new IllegalArgumentException("--ignore takes a mask's value, 0 to 255, not " + ignored);
        }
        return new DataSource(data, labels(), ignored == null ? OptionalInt.empty() : OptionalInt.of(ignored));
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
