package io.github.sknet.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Names for the pictures of images, of which no two are the same, whatever the images are called. A name is the image's, without
 * its extension. Where that is not enough, the folders stand before it that tell the images apart, then the extension behind it,
 * and at last a number.
 */
final class PictureNames {

    private final Map<ImageFile, Path> names = new LinkedHashMap<>();
    private final Set<String> taken = new HashSet<>();

    private PictureNames() {}

    /** For each image a relative path without extension. */
    static Map<ImageFile, Path> of(List<ImageFile> images) {
        PictureNames names = new PictureNames();
        Path common = commonFolder(images);
        List<ImageFile> open = names.giveUnique(images, image -> stem(image.name()));
        open = names.giveUnique(open, image -> stem(below(common, image.path())));
        open = names.giveUnique(open, image -> below(common, image.path()));
        names.number(open, common);
        return names.names;
    }

    /** Gives names to those that share theirs with no other; the others are returned. */
    private List<ImageFile> giveUnique(List<ImageFile> images, Function<ImageFile, Path> namer) {
        Map<String, Integer> uses = new HashMap<>();
        images.forEach(image -> uses.merge(key(namer.apply(image)), 1, Integer::sum));
        List<ImageFile> open = new ArrayList<>();
        for (ImageFile image : images) {
            Path name = namer.apply(image);
            if (uses.get(key(name)) == 1 && taken.add(key(name))) {
                names.put(image, name);
            } else {
                open.add(image);
            }
        }
        return open;
    }

    private void number(List<ImageFile> images, Path common) {
        for (ImageFile image : images) {
            Path name = below(common, image.path());
            Path numbered = name;
            for (int i = 2; !taken.add(key(numbered)); i++) {
                numbered = name.resolveSibling(name.getFileName() + "-" + i);
            }
            names.put(image, numbered);
        }
    }

    /** Some file systems do not tell small letters from large ones. */
    private static String key(Path name) {
        return name.toString().toLowerCase(Locale.ROOT);
    }

    private static Path commonFolder(List<ImageFile> images) {
        Path common = null;
        for (ImageFile image : images) {
            Path folder = image.path().toAbsolutePath().normalize().getParent();
            common = common == null ? folder : common;
            while (common != null && folder != null && !folder.startsWith(common)) {
                common = common.getParent();
            }
        }
        return common;
    }

    private static Path below(Path common, Path image) {
        Path whole = image.toAbsolutePath().normalize();
        return common == null || whole.equals(common) ? whole.getFileName() : common.relativize(whole);
    }

    private static Path stem(Path image) {
        String name = image.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? image.resolveSibling(name.substring(0, dot)) : image;
    }
}
