package io.github.sknet.cli;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/** Where a command writes that was told no folder: {@code runs/NAME-TIME}, a folder that is no one's yet. */
final class RunFolder {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private RunFolder() {}

    static Path now(String name) {
        return Path.of("runs", name + "-" + TIME.format(LocalDateTime.now()));
    }
}
