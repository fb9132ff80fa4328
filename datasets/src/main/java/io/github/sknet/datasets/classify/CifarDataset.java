package io.github.sknet.datasets.classify;

import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.files.FileTree;
import io.github.sknet.vision.image.Image;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * CIFAR-10 and CIFAR-100 in their binary version: records of one label byte (CIFAR-100: coarse, then fine; the fine one
 * counts) and 32×32 pixels as a red, a green and a blue plane. Held in memory.
 *
 * @see <a href="https://www.cs.toronto.edu/~kriz/cifar.html">The format</a>
 */
final class CifarDataset implements LabelledDataset {
    private static final int SIDE = 32;
    private static final int PLANE = SIDE * SIDE;

    private final List<Part> parts;
    private final int labelBytes;
    private final List<String> labels;
    private final int size;

    private record Part(String file, byte[] content, int records) {}

    private CifarDataset(List<Part> parts, int labelBytes, List<String> labels) {
        this.parts = parts;
        this.labelBytes = labelBytes;
        this.labels = labels;
        this.size = parts.stream().mapToInt(Part::records).sum();
    }

    /**
     * Reads files, one after the other.
     *
     * @param classes the file with the names of the classes
     * @param labels those names
     * @param labelBytes how many labels a record begins with, of which the last counts
     */
    static CifarDataset read(FileTree tree, List<String> files, String classes, List<String> labels, int labelBytes)
            throws IOException {
        int record = labelBytes + 3 * PLANE;
        List<Part> parts = new ArrayList<>();
        for (String file : files) {
            byte[] content = tree.read(file);
            if (content.length == 0 || content.length % record != 0) {
                throw new DatasetException(tree.path(file) + " has " + content.length
                        + " bytes, which is not a number of whole records of " + record
                        + " bytes as CIFAR's binary files are");
            }
            Part part = new Part(tree.path(file), content, content.length / record);
            for (int i = 0; i < part.records; i++) {
                int label = content[i * record + labelBytes - 1] & 0xFF;
                if (label >= labels.size()) {
                    throw new DatasetException(part.file + " gives its image " + i + " the label " + label + ", but "
                            + tree.path(classes) + " names " + labels.size() + " classes");
                }
            }
            parts.add(part);
        }
        return new CifarDataset(List.copyOf(parts), labelBytes, labels);
    }

    private record Position(Part part, int record) {}

    private Position locate(int index) {
        int record = index;
        for (Part part : parts) {
            if (record < part.records) {
                return new Position(part, record);
            }
            record -= part.records;
        }
        throw new IndexOutOfBoundsException(index);
    }

    private int start(Position position) {
        return position.record * (labelBytes + 3 * PLANE);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public List<String> labels() {
        return labels;
    }

    @Override
    public int label(int index) {
        Position position = locate(index);
        return position.part.content[start(position) + labelBytes - 1] & 0xFF;
    }

    @Override
    public String name(int index) {
        Position position = locate(index);
        return position.part.file + "[" + position.record + "]";
    }

    @Override
    public Image image(int index) {
        Position position = locate(index);
        int first = start(position) + labelBytes;
        byte[] planes = position.part.content;
        byte[] samples = new byte[3 * PLANE];
        for (int pixel = 0; pixel < PLANE; pixel++) {
            for (int c = 0; c < 3; c++) {
                samples[pixel * 3 + c] = planes[first + c * PLANE + pixel];
            }
        }
        return new Image(SIDE, SIDE, 3, samples);
    }
}
