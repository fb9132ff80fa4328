package io.github.sknet.cli;

import java.nio.file.Path;

/** A file name as it is typed in a shell. */
final class ShellWord {

    private ShellWord() {}

    /** The name, in quotes where a shell would cut it or make something else of it. */
    static String of(Path path) {
        String name = path.toString();
        return name.matches("[\\p{L}\\p{N}_./:\\\\-]+") ? name : "'" + name.replace("'", "'\\''") + "'";
    }
}
