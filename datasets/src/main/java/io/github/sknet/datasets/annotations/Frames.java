package io.github.sknet.datasets.annotations;

import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.AnnotationProblems.Kind;
import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.annotations.AnnotatedImage.Unit;
import io.github.sknet.datasets.files.FileTree;
import io.github.sknet.datasets.files.LeftOut;
import io.github.sknet.graph.Size;
import io.github.sknet.vision.image.ImageHeader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares the sizes that annotations say with those of the image files. One rule decides whose pixels an annotation means where a
 * photograph is stored lying: those of the stored picture where its size is the one that is said, else those of the upright one.
 */
public final class Frames {

    /** Annotation tools differ in whether pixels are counted from 0 or from 1. */
    private static final double TOLERANCE = 1;

    private final FileTree tree;
    private final AnnotationProblems problems;
    private final List<String> turnedWithoutSaying = new ArrayList<>();
    private final List<String> exchanged = new ArrayList<>();

    public Frames(FileTree tree, AnnotationProblems problems) {
        this.tree = tree;
        this.problems = problems;
    }

    /**
     * Looks at an image's header.
     *
     * @return empty where the annotation is of another size, or says none and the file can't be read, which is noted
     */
    public Optional<Frame> of(AnnotatedImage image) throws IOException {
        ImageHeader header;
        try {
            header = header(tree, image.file());
        } catch (IOException broken) {
            // With a size at hand, the image is met as broken wherever it is read.
            if (image.size().isEmpty()) {
                problems.add(Kind.UNREADABLE, broken.getMessage());
            }
            return image.size().map(Frame::plain);
        }
        Size upright = new Size(header.uprightHeight(), header.uprightWidth());
        Size stored = new Size(header.height(), header.width());
        if (image.unit() == Unit.SHARES || header.isUpright() && image.size().isEmpty()) {
            return Optional.of(new Frame(upright, header, image.unit(), false));
        }
        Size said = image.size().orElse(stored);
        if (said.equals(stored)) {
            if (stored.equals(upright) && !header.isUpright()) {
                turnedWithoutSaying.add(image.file());
            }
            return Optional.of(new Frame(upright, header, Unit.PIXELS, !header.isUpright()));
        }
        if (said.equals(upright)) {
            return Optional.of(new Frame(upright, header, Unit.PIXELS, false));
        }
        if (said.equals(new Size(upright.width(), upright.height())) && fits(image.objects(), upright)) {
            exchanged.add(image.file());
            return Optional.of(new Frame(upright, header, Unit.PIXELS, false));
        }
        problems.add(
                Kind.UNREADABLE,
                tree.path(image.file()) + " is " + upright.width() + "×" + upright.height()
                        + ", but its annotation is for " + said.width() + "×" + said.height());
        return Optional.empty();
    }

    private static boolean fits(List<AnnotatedObject> objects, Size size) {
        return objects.stream().allMatch(object -> object.edges().fits(size.width(), size.height(), TOLERANCE));
    }

    /** Most files say it in their first bytes. */
    public static ImageHeader header(FileTree tree, String file) throws IOException {
        Optional<ImageHeader> header = ImageHeader.ofHead(tree.head(file, ImageHeader.HEAD));
        return header.isPresent() ? header.get() : ImageHeader.of(tree.read(file), tree.path(file));
    }

    /** Tells what was understood in one of two possible ways. */
    public void tell() throws DatasetException {
        if (!turnedWithoutSaying.isEmpty()) {
            problems.add(
                    Kind.TAKEN_AS,
                    turnedWithoutSaying.size(),
                    tree.name()
                            + ": annotations of photographs that EXIF turns are those of the stored pictures, as of "
                            + LeftOut.some(turnedWithoutSaying));
        }
        if (!exchanged.isEmpty()) {
            problems.add(
                    Kind.TAKEN_AS,
                    exchanged.size(),
                    tree.name()
                            + ": annotations that exchange width and height, but whose boxes lie in the image, as of "
                            + LeftOut.some(exchanged));
        }
    }
}
