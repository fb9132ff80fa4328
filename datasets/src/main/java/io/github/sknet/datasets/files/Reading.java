package io.github.sknet.datasets.files;

import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.DataSource;
import io.github.sknet.datasets.DatasetException;
import io.github.sknet.vision.Setting;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;

/**
 * How a data set's files are read.
 *
 * @param labels the classes' names, in the order of a network's outputs; empty for those that the data names
 * @param encoding of text that does not say it by a byte order mark; empty for UTF-8
 * @param problems where what is wrong is noted
 */
public record Reading(Optional<List<String>> labels, Optional<Charset> encoding, AnnotationProblems problems) {

    /** The setting of every task whose data has text. */
    public static final Setting ENCODING = Setting.of(
            "encoding", "NAME", "the encoding of lists and names of classes, such as GBK, where it is not UTF-8");

    public Reading {
        labels = labels.map(List::copyOf);
    }

    /** UTF-8, with the classes that the data names. */
    public static Reading usual(AnnotationProblems problems) {
        return new Reading(Optional.empty(), Optional.empty(), problems);
    }

    /**
     * As a source says.
     *
     * @throws IllegalArgumentException when there is no encoding of the name
     */
    public static Reading of(DataSource source, AnnotationProblems problems) {
        return new Reading(
                source.labels().isEmpty() ? Optional.empty() : Optional.of(source.labels()),
                encoding(source),
                problems);
    }

    /**
     * The encoding of text that was asked for; empty for UTF-8.
     *
     * @throws IllegalArgumentException when there is no encoding of the name
     */
    public static Optional<Charset> encoding(DataSource source) {
        return Optional.ofNullable(source.settings().get(ENCODING.name())).map(TextFiles::encoding);
    }

    /** The text of a file's content. */
    public String text(byte[] content, String name) throws DatasetException {
        return TextFiles.decode(content, name, encoding);
    }

    /** The lines of a file's content, as {@link TextFiles#lines}. */
    public List<String> lines(byte[] content, String name) throws DatasetException {
        return TextFiles.lines(text(content, name));
    }
}
