package io.github.sknet.explain;

import io.github.sknet.datasets.Dataset;
import io.github.sknet.graph.text.FileProblem;
import io.github.sknet.vision.image.ImageDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalInt;

/**
 * Examples that are read one at a time as they are asked for. A broken image is named in the log, skipped and counted;
 * or, where strict, thrown as an {@link UncheckedIOException}, as is the first where none can be read.
 */
public final class Examples implements Iterable<Example> {
    private static final System.Logger LOG = System.getLogger(Examples.class.getName());

    private interface Source {
        Example read(int index) throws IOException;
    }

    private final int size;
    private final List<String> labels;
    private final Source source;
    private final boolean strict;
    private final List<String> broken = new ArrayList<>();

    private Examples(int size, List<String> labels, Source source, boolean strict) {
        this.size = size;
        this.labels = List.copyOf(labels);
        this.source = source;
        this.strict = strict;
    }

    /** The images of a data set in its order, with their labels where whole images have them. */
    public static Examples of(Dataset<?> dataset, boolean strict) {
        Source source = index -> new Example(dataset.name(index), dataset.image(index), dataset.imageLabel(index));
        return new Examples(dataset.size(), dataset.labels(), source, strict);
    }

    /** Image files without labels. */
    public static Examples ofFiles(List<Path> files, boolean strict) {
        List<Path> kept = List.copyOf(files);
        Source source = index ->
                new Example(kept.get(index).toString(), ImageDecoder.read(kept.get(index)), OptionalInt.empty());
        return new Examples(kept.size(), List.of(), source, strict);
    }

    /** The names of the classes, by label; none for files. */
    public List<String> labels() {
        return labels;
    }

    /** What was wrong with the images that were skipped so far, a sentence each. */
    public List<String> broken() {
        return List.copyOf(broken);
    }

    @Override
    public Iterator<Example> iterator() {
        return new Iterator<>() {
            private int index;
            private boolean any;
            private Example ahead;

            @Override
            public boolean hasNext() {
                while (ahead == null && index < size) {
                    ahead = read(index++);
                }
                any |= ahead != null;
                if (!any && size > 0) {
                    throw new UncheckedIOException(
                            new IOException("None of the images can be read; the first: " + broken.get(0)));
                }
                return ahead != null;
            }

            @Override
            public Example next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                Example next = ahead;
                ahead = null;
                return next;
            }
        };
    }

    /** The example, or null where it is broken and may be skipped. */
    private Example read(int index) {
        try {
            return source.read(index);
        } catch (IOException e) {
            if (strict) {
                throw new UncheckedIOException(FileProblem.sentence(e), e);
            }
            LOG.log(System.Logger.Level.WARNING, "Skipped: {0}", FileProblem.sentence(e));
            broken.add(FileProblem.sentence(e));
            return null;
        }
    }
}
