package io.github.sknet.explain;

import io.github.sknet.datasets.Dataset;
import io.github.sknet.graph.text.FileProblem;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.image.ImageDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Examples that are read one at a time as they are asked for. A broken image, or one that does not suit a network, is named in the log, skipped
 * and counted; or, where strict, thrown as an {@link UncheckedIOException}, as is the first where none can be read.
 */
public final class Examples implements Iterable<Example> {
    private static final System.Logger LOG = System.getLogger(Examples.class.getName());

    private interface Source {
        Example read(int index) throws IOException;
    }

    private final int size;
    private final List<String> labels;
    private final IntFunction<String> names;
    private final Source source;
    private final boolean strict;
    private final List<String> broken = new ArrayList<>();

    private Examples(int size, List<String> labels, IntFunction<String> names, Source source, boolean strict) {
        this.size = size;
        this.labels = List.copyOf(labels);
        this.names = names;
        this.source = source;
        this.strict = strict;
    }

    /** The images of a data set in its order, with their labels where whole images have them. */
    public static Examples of(Dataset<?> dataset, boolean strict) {
        Source source = index -> new Example(dataset.name(index), dataset.image(index), dataset.imageLabel(index));
        return new Examples(dataset.size(), dataset.labels(), dataset::name, source, strict);
    }

    /** Image files without labels. */
    public static Examples ofFiles(List<Path> files, boolean strict) {
        List<Path> kept = List.copyOf(files);
        Source source = index ->
                new Example(kept.get(index).toString(), ImageDecoder.read(kept.get(index)), OptionalInt.empty());
        return new Examples(kept.size(), List.of(), index -> kept.get(index).toString(), source, strict);
    }

    /**
     * The same without those that do not suit a network.
     *
     * @param check throws what says why an image does not
     */
    public Examples suiting(Consumer<Image> check) {
        Source checked = index -> {
            Example example = source.read(index);
            check.accept(example.image());
            return example;
        };
        return new Examples(size, labels, names, checked, strict);
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
            return skipped(FileProblem.sentence(e), e);
        } catch (RuntimeException e) {
            String sentence = names.apply(index) + ": " + (e.getMessage() == null ? e.toString() : e.getMessage());
            return skipped(sentence, new IOException(sentence, e));
        }
    }

    private Example skipped(String sentence, IOException problem) {
        if (strict) {
            throw new UncheckedIOException(sentence, problem);
        }
        LOG.log(System.Logger.Level.WARNING, "Skipped: {0}", sentence);
        broken.add(sentence);
        return null;
    }
}
