package io.github.sknet.datasets.annotations;

import io.github.sknet.datasets.AnnotationProblems.Kind;
import io.github.sknet.datasets.DatasetException;
import io.github.sknet.datasets.Split;
import io.github.sknet.datasets.annotations.AnnotatedImage.Unit;
import io.github.sknet.datasets.annotations.CocoFile.Category;
import io.github.sknet.datasets.annotations.CocoFile.Listed;
import io.github.sknet.datasets.annotations.CocoFile.ListedImage;
import io.github.sknet.datasets.files.FileTree;
import io.github.sknet.datasets.files.ImageFinder;
import io.github.sknet.datasets.files.LeftOut;
import io.github.sknet.datasets.files.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * COCO's: JSON files with {@code images}, {@code annotations} and {@code categories}, whose names ({@code
 * instances_train2017.json}) or folders ({@code train/_annotations.coco.json}) say the part, and images anywhere beside them.
 * Classes follow the categories' ids; categories of one name are one class.
 */
final class CocoFormat implements AnnotationFormat {

    /** Ids as numbers where all of them are, else as texts. */
    private static final Comparator<String> BY_ID =
            Comparator.comparing(CocoFormat::number).thenComparing(Comparator.naturalOrder());

    private static double number(String id) {
        try {
            return Double.parseDouble(id);
        } catch (NumberFormatException text) {
            return Double.POSITIVE_INFINITY;
        }
    }

    @Override
    public String name() {
        return "COCO's JSON";
    }

    @Override
    public boolean outlined() {
        return true;
    }

    @Override
    public Optional<AnnotationSet> read(FileTree tree, Reading reading, boolean outlines) throws IOException {
        Map<Split, List<CocoFile>> files = new EnumMap<>(Split.class);
        List<String> broken = new ArrayList<>();
        for (String path : tree.files()) {
            String name = path.toLowerCase(Locale.ROOT);
            if (name.endsWith(".json") && !name.contains("image_info")) {
                try {
                    CocoFile.read(tree, path, outlines)
                            .ifPresent(file -> files.computeIfAbsent(Part.of(path), part -> new ArrayList<>())
                                    .add(file));
                } catch (DatasetException notJson) {
                    broken.add(notJson.getMessage());
                }
            }
        }
        if (files.isEmpty()) {
            return Optional.empty();
        }
        for (String message : broken) {
            reading.problems().add(Kind.UNREADABLE, message);
        }
        Map<Split, CocoFile> chosen = new EnumMap<>(Split.class);
        for (Map.Entry<Split, List<CocoFile>> part : files.entrySet()) {
            chosen.put(part.getKey(), one(tree, reading, part.getValue()));
        }
        return Optional.of(new Reader(tree, reading, chosen).read());
    }

    /** COCO's own archives hold key points and captions of the same images beside the objects. */
    private static CocoFile one(FileTree tree, Reading reading, List<CocoFile> files) throws DatasetException {
        if (files.size() == 1) {
            return files.get(0);
        }
        List<CocoFile> instances = files.stream()
                .filter(file -> FileTree.fileName(file.path()).startsWith("instances"))
                .toList();
        List<String> paths = files.stream().map(CocoFile::path).toList();
        if (instances.size() != 1) {
            throw new DatasetException(tree.name() + " holds several COCO files for one part: " + paths);
        }
        List<String> others = paths.stream()
                .filter(path -> !path.equals(instances.get(0).path()))
                .toList();
        reading.problems()
                .add(
                        Kind.UNUSED,
                        others.size(),
                        tree.name() + ": " + LeftOut.some(others) + " beside "
                                + instances.get(0).path());
        return instances.get(0);
    }

    private static final class Reader {
        private final FileTree tree;
        private final Reading reading;
        private final Map<Split, CocoFile> files;
        private final ImageFinder finder;

        Reader(FileTree tree, Reading reading, Map<Split, CocoFile> files) {
            this.tree = tree;
            this.reading = reading;
            this.files = files;
            this.finder = new ImageFinder(tree.images());
        }

        AnnotationSet read() throws DatasetException {
            Map<String, String> categories = categories();
            Map<Split, List<AnnotatedImage>> parts = new EnumMap<>(Split.class);
            for (Map.Entry<Split, CocoFile> part : files.entrySet()) {
                parts.put(part.getKey(), images(part.getValue(), categories));
            }
            return new AnnotationSet(categories.values().stream().distinct().toList(), parts);
        }

        /** Names by id, in the ids' order. */
        private Map<String, String> categories() throws DatasetException {
            Map<String, String> categories = new TreeMap<>(BY_ID);
            for (CocoFile file : files.values()) {
                for (Category category : file.categories()) {
                    if (isHeading(category, file)) {
                        continue;
                    }
                    String other = categories.put(category.id(), category.name());
                    if (other != null && !other.equals(category.name())) {
                        throw new DatasetException(tree.path(file.path()) + " calls the category " + category.id()
                                + " '" + category.name() + "', which is '" + other + "' already");
                    }
                }
            }
            Set<String> names = new HashSet<>();
            Set<String> twice = categories.values().stream()
                    .filter(name -> !names.add(name))
                    .collect(Collectors.toSet());
            for (String name : twice) {
                reading.problems()
                        .add(
                                Kind.TAKEN_AS,
                                tree.name() + ": the categories that are called '" + name + "' are one class");
            }
            return categories;
        }

        /** Roboflow lists the data set itself as a category, above all others. */
        private boolean isHeading(Category category, CocoFile file) {
            List<Category> others = file.categories().stream()
                    .filter(other -> !other.id().equals(category.id()))
                    .toList();
            return category.above().equals("none")
                    && !others.isEmpty()
                    && others.stream().allMatch(other -> other.above().equals(category.name()))
                    && files.values().stream()
                            .flatMap(each -> each.objects().stream())
                            .noneMatch(object -> object.category().equals(category.id()));
        }

        private List<AnnotatedImage> images(CocoFile file, Map<String, String> categories) throws DatasetException {
            String where = tree.path(file.path());
            if (file.images().isEmpty()) {
                throw new DatasetException(where + " lists no images");
            }
            Map<String, List<AnnotatedObject>> objects = new LinkedHashMap<>();
            for (ListedImage image : file.images()) {
                if (image.id().isEmpty()) {
                    reading.problems()
                            .add(Kind.UNREADABLE, where + " lists the image '" + image.fileName() + "' without an id");
                } else if (objects.put(image.id(), new ArrayList<>()) != null) {
                    throw new DatasetException(where + " lists two images of the id " + image.id());
                }
            }
            for (Listed object : file.objects()) {
                List<AnnotatedObject> others = objects.get(object.image());
                String one = where + ": annotation " + (object.id().isEmpty() ? "?" : object.id());
                if (others == null) {
                    reading.problems().add(Kind.UNREADABLE, one + " is of an image that is not listed");
                } else if (object.edges().isEmpty()) {
                    reading.problems().add(Kind.UNREADABLE, one + " has no bbox of four numbers [x, y, width, height]");
                } else {
                    others.add(object(object, categories));
                }
            }
            List<AnnotatedImage> images = new ArrayList<>();
            for (ListedImage image : file.images()) {
                if (!image.id().isEmpty()) {
                    file(file, image)
                            .ifPresent(found -> images.add(new AnnotatedImage(
                                    found,
                                    where,
                                    AnnotatedImage.size(image.width(), image.height()),
                                    Unit.PIXELS,
                                    objects.get(image.id()))));
                }
            }
            return images;
        }

        private static AnnotatedObject object(Listed object, Map<String, String> categories) {
            String label = categories.getOrDefault(
                    object.category(), "category " + (object.category().isEmpty() ? "?" : object.category()));
            return new AnnotatedObject(
                    object.id(), label, object.edges().orElseThrow(), object.outline(), object.area(), object.crowd());
        }

        private Optional<String> file(CocoFile file, ListedImage image) throws DatasetException {
            List<String> found = finder.find(image.fileName(), file.path());
            if (found.size() == 1) {
                return Optional.of(found.get(0));
            }
            reading.problems()
                    .add(
                            Kind.MISSING,
                            tree.path(file.path()) + " lists the image '" + image.fileName() + "', which "
                                    + (found.isEmpty() ? "is nowhere in " + tree.name() : "may be any of " + found));
            return Optional.empty();
        }
    }
}
