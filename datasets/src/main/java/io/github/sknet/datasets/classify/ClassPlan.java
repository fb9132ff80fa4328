package io.github.sknet.datasets.classify;

import io.github.sknet.datasets.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which images are of which class, in which part, and which are of none.
 *
 * @param images with their classes, in order
 * @param unused images, by the reason
 */
record ClassPlan(List<Placed> images, List<Unused> unused) {

    /** An image of a class. */
    record Placed(String file, Split split, String className) {}

    /** Images of no class, and why. */
    record Unused(List<String> files, String why) {}

    ClassPlan {
        images = List.copyOf(images);
        unused = unused.stream().filter(each -> !each.files.isEmpty()).toList();
    }

    /** The names of the classes of all parts, sorted. */
    List<String> classes() {
        return images.stream().map(Placed::className).distinct().sorted().toList();
    }

    /** The names of the classes of some part, sorted. */
    List<String> classes(Predicate<Split> part) {
        return images.stream()
                .filter(image -> part.test(image.split))
                .map(Placed::className)
                .distinct()
                .sorted()
                .toList();
    }

    /** The same with further images of no class. */
    ClassPlan without(List<String> files, String why) {
        List<Unused> all = new ArrayList<>(unused);
        all.add(new Unused(List.copyOf(files), why));
        return new ClassPlan(images, all);
    }

    /** A class whose name is another's but for case and white space. */
    static Optional<String> alike(String name, List<String> others) {
        return others.stream()
                .filter(other -> !other.equals(name) && other.strip().equalsIgnoreCase(name.strip()))
                .findFirst();
    }
}
