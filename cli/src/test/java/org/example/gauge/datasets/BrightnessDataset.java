package org.example.gauge.datasets;

import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.Dataset;
import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.files.FileTree;
import io.github.sknet.vision.image.Image;
import io.github.sknet.vision.image.ImageDecoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Images whose names end in their brightness.
 *
 * @param tree where they are
 * @param entries one an image
 */
public record BrightnessDataset(FileTree tree, List<Entry> entries) implements Dataset<BrightnessDataset> {

    private static final Pattern NAME = Pattern.compile("(\\d+)\\.\\w+$");

    /**
     * An image.
     *
     * @param file its path in the tree
     * @param brightness 0 is black, 1 is white
     */
    public record Entry(String file, float brightness) {}

    static BrightnessDataset open(Path path, double white, AnnotationProblems problems) throws IOException {
        FileTree tree = FileTree.open(path);
        List<Entry> entries = new ArrayList<>();
        for (String file : tree.images()) {
            Matcher name = NAME.matcher(file);
            if (name.find()) {
                entries.add(new Entry(file, (float) (Integer.parseInt(name.group(1)) / white)));
            } else {
                problems.add(AnnotationProblems.Kind.UNREADABLE, tree.path(file) + " does not say how bright it is");
            }
        }
        if (entries.isEmpty()) {
            throw new DatasetException(path + " holds no images whose names end in their brightness");
        }
        return new BrightnessDataset(tree, entries);
    }

    @Override
    public int size() {
        return entries.size();
    }

    @Override
    public List<String> labels() {
        return List.of();
    }

    @Override
    public String name(int index) {
        return tree.path(entries.get(index).file);
    }

    @Override
    public Image image(int index) throws IOException {
        return ImageDecoder.decode(tree.read(entries.get(index).file), name(index));
    }

    float brightness(int index) {
        return entries.get(index).brightness;
    }

    @Override
    public BrightnessDataset subset(int[] indices) {
        return new BrightnessDataset(
                tree, IntStream.of(indices).mapToObj(entries::get).toList());
    }

    @Override
    public void close() throws IOException {
        tree.close();
    }
}
