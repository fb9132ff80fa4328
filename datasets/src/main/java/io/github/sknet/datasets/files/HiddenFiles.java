package io.github.sknet.datasets.files;

import java.util.Locale;
import java.util.Set;

/** What operating systems, file servers and tools leave in folders, and nobody means to be part of a data set. */
final class HiddenFiles {

    private static final Set<String> NAMES = Set.of(
            "__macosx",
            "@eadir",
            "#recycle",
            "@recycle",
            "#snapshot",
            "$recycle.bin",
            "system volume information",
            "lost+found",
            "thumbs.db",
            "ehthumbs.db",
            "desktop.ini",
            "icon\r",
            "__pycache__");

    private HiddenFiles() {}

    /** Whether a file or folder of the given name is left out, with all below it. */
    static boolean isHidden(String name) {
        return name.startsWith(".") || NAMES.contains(name.toLowerCase(Locale.ROOT));
    }
}
