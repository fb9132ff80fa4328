package io.github.sknet.datasets.segment;

import io.github.sknet.datasets.AnnotationProblems;
import io.github.sknet.datasets.AnnotationProblems.Kind;
import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.Split;
import io.github.sknet.datasets.Splits;
import io.github.sknet.datasets.files.FileTree;
import io.github.sknet.vision.image.Image;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Opens data sets of masks, in a folder or a zip file. A mask is a PNG of class indices that has its image's name (a suffix
 * such as {@code _L} apart) and lies in a folder of masks beside the images':
 *
 * <ul>
 *   <li>{@code train} and {@code trainannot} (also {@code train_labels}, {@code train_masks}), likewise {@code val}, {@code test};
 *   <li>{@code images/train} and {@code masks/train} (also {@code labels}, {@code annotations}), with or without parts;
 *   <li>Pascal VOC's: {@code JPEGImages}, {@code SegmentationClass} and lists in {@code ImageSets/Segmentation}.
 * </ul>
 *
 * <p>The classes' names stand in {@code classes.txt}, one a line; without it they are numbers.
 */
public final class SegmentationDatasets {
    private static final Pattern MASK_FOLDER =
            Pattern.compile("(?i)(.*?)[-_]?(annot|annotations?|labels?|masks?|SegmentationClass)");
    private static final Pattern MASK_SUFFIX = Pattern.compile("(?i)(_L|_mask|_label|_gt|_labelTrainIds)$");
    private static final Pattern IMAGE_FOLDER = Pattern.compile("(?i)images?|JPEGImages");
    private static final String LISTS = "/ImageSets/Segmentation/";
    private static final String CLASSES = "classes.txt";

    private SegmentationDatasets() {}

    /**
     * Opens a data set.
     *
     * @param labels the classes, in the order of the masks' indices; empty for those of {@code classes.txt}, else as many
     *     numbers as the masks hold
     * @param ignored the masks' value of pixels that do not count; 255 never does
     * @param problems where what is wrong with masks is noted, when they are read
     * @throws IOException naming what is missing or damaged, in a {@link DatasetException} where it can be told
     */
    public static Splits<SegmentationDataset> open(
            Path path, Optional<List<String>> labels, OptionalInt ignored, AnnotationProblems problems)
            throws IOException {
        FileTree tree = FileTree.open(path);
        try {
            Map<Split, List<SegmentationDataset.Entry>> entries = pairs(tree, problems);
            if (entries.isEmpty()) {
                throw new DatasetException(
                        path + " holds no images with masks: folders such as train and trainannot, or"
                                + " images and masks, with PNG masks named as their images, were expected");
            }
            List<String> names = labels.isPresent() ? labels.get() : labels(tree, entries, ignored, problems);
            Map<Split, SegmentationDataset> parts = new EnumMap<>(Split.class);
            entries.forEach(
                    (split, pairs) -> parts.put(split, new SegmentationDataset(tree, pairs, names, ignored, problems)));
            return new Splits<>(tree.name(), parts);
        } catch (IOException unusable) {
            tree.close();
            throw unusable;
        }
    }

    private static Map<Split, List<SegmentationDataset.Entry>> pairs(FileTree tree, AnnotationProblems problems)
            throws IOException {
        Map<String, String> masks = new HashMap<>();
        Map<String, String> images = new LinkedHashMap<>();
        for (String file : tree.images()) {
            String[] path = file.split("/");
            String mask = key(path, true);
            if (mask.isEmpty()) {
                images.put(key(path, false), file);
            } else if (file.toLowerCase(Locale.ROOT).endsWith(".png")) {
                masks.put(mask, file);
            }
        }
        Map<String, Split> listed = listed(tree);
        Map<Split, List<SegmentationDataset.Entry>> entries = new EnumMap<>(Split.class);
        for (Map.Entry<String, String> image : images.entrySet()) {
            String mask = masks.get(image.getKey());
            String id = image.getKey().substring(image.getKey().lastIndexOf('/') + 1);
            Optional<Split> split =
                    listed.isEmpty() ? Optional.of(split(image.getValue())) : Optional.ofNullable(listed.get(id));
            if (split.isPresent() && mask != null) {
                entries.computeIfAbsent(split.get(), key -> new ArrayList<>())
                        .add(new SegmentationDataset.Entry(image.getValue(), mask));
            } else if (split.isPresent() && !masks.isEmpty()) {
                problems.add(Kind.UNREADABLE, tree.path(image.getValue()) + " has no mask");
            }
        }
        return entries;
    }

    /** Pascal VOC's lists of the images that have masks; empty where there are none. */
    private static Map<String, Split> listed(FileTree tree) throws IOException {
        Map<String, Split> listed = new HashMap<>();
        for (String file : tree.files()) {
            if (("/" + file).contains(LISTS) && file.endsWith(".txt")) {
                String name = file.substring(file.lastIndexOf('/') + 1, file.length() - ".txt".length());
                Optional<Split> split = Split.named(name);
                if (split.isPresent()) {
                    new String(tree.read(file), StandardCharsets.UTF_8)
                            .lines()
                            .forEach(id -> listed.put(id.strip(), split.get()));
                }
            }
        }
        return listed;
    }

    /**
     * What an image and its mask have in common: their folders without what makes them folders of images or masks, and their
     * name without extension and suffix.
     *
     * @return empty where a mask is wanted and no folder is one of masks
     */
    private static String key(String[] path, boolean mask) {
        List<String> common = new ArrayList<>();
        boolean found = false;
        for (int i = 0; i < path.length - 1; i++) {
            var folder = MASK_FOLDER.matcher(path[i]);
            if (folder.matches()) {
                found = true;
                common.add(folder.group(1));
            } else {
                common.add(IMAGE_FOLDER.matcher(path[i]).matches() ? "" : path[i]);
            }
        }
        String file = path[path.length - 1];
        String name = file.substring(0, file.lastIndexOf('.'));
        common.add(found ? MASK_SUFFIX.matcher(name).replaceAll("") : name);
        return found == mask ? String.join("/", common) : "";
    }

    private static Split split(String image) {
        for (String folder : image.split("/")) {
            Optional<Split> split = Split.named(folder);
            if (split.isPresent()) {
                return split.get();
            }
        }
        return Split.ALL;
    }

    private static List<String> labels(
            FileTree tree,
            Map<Split, List<SegmentationDataset.Entry>> entries,
            OptionalInt ignored,
            AnnotationProblems problems)
            throws IOException {
        for (String file : tree.files()) {
            if (FileTree.fileName(file).equals(CLASSES)) {
                return new String(tree.read(file), StandardCharsets.UTF_8)
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList();
            }
        }
        int largest = 0;
        for (List<SegmentationDataset.Entry> part : entries.values()) {
            for (SegmentationDataset.Entry entry : part) {
                largest = Math.max(largest, largestIndex(tree, entry.mask(), ignored, problems));
            }
        }
        return IntStream.rangeClosed(0, largest).mapToObj(Integer::toString).toList();
    }

    private static int largestIndex(FileTree tree, String file, OptionalInt ignored, AnnotationProblems problems)
            throws IOException {
        Image mask;
        try {
            mask = MaskDecoder.decode(tree.read(file), tree.path(file));
        } catch (IOException broken) {
            problems.add(Kind.UNREADABLE, broken.getMessage());
            return 0;
        }
        int largest = 0;
        for (byte sample : mask.samples()) {
            int value = sample & 0xFF;
            if (value != SegmentationDataset.IGNORED && value != ignored.orElse(SegmentationDataset.IGNORED)) {
                largest = Math.max(largest, value);
            }
        }
        return largest;
    }
}
