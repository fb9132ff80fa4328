package io.github.sknet.datasets.classify;

import io.github.sknet.datasets.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which images are of which classes, in which part, and of which nothing is said.
 *
 * @param images with their classes, in order
 * @param exclusive whether each image is of one class alone
 * @param unused images, by the reason
 */
record ClassPlan(List<Placed> images, boolean exclusive, List<Unused> unused) {

    /** An image of one class, or of any number of them. */
    record Placed(String file, Split split, List<String> classNames) {

        Placed {
            classNames = List.copyOf(classNames);
        }

        /** An image of one class. */
        Placed(String file, Split split, String className) {
            this(file, split, List.of(className));
        }
    }

    /** Images of which no class is said, and why. */
    record Unused(List<String> files, String why) {}

    ClassPlan {
        images = List.copyOf(images);
        unused = unused.stream().filter(each -> !each.files.isEmpty()).toList();
    }

    /** Images of one class each. */
    ClassPlan(List<Placed> images, List<Unused> unused) {
        this(images, true, unused);
    }

    /** The names of the classes of all parts, sorted. */
    List<String> classes() {
        return classes(part -> true);
    }

    /** The names of the classes of some part, sorted. */
    List<String> classes(Predicate<Split> part) {
        return images.stream()
                .filter(image -> part.test(image.split))
                .flatMap(image -> image.classNames().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** The same with further images of no class. */
    ClassPlan without(List<String> files, String why) {
        List<Unused> all = new ArrayList<>(unused);
        all.add(new Unused(List.copyOf(files), why));
        return new ClassPlan(images, exclusive, all);
    }

    /** A class whose name is another's but for case and white space. */
    static Optional<String> alike(String name, List<String> others) {
        return others.stream()
                .filter(other -> !other.equals(name) && other.strip().equalsIgnoreCase(name.strip()))
                .findFirst();
    }
}
